INSERT INTO t(rowid, k, a) VALUES (1, 10, 'ten'), (2, 20, 'twenty');
INSERT INTO f(f) VALUES ('rebuild');
