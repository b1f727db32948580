INSERT INTO t(rowid, a) VALUES (7, 'seven'), (70, 'seventy');
INSERT INTO f(f) VALUES ('rebuild');
