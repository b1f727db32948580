INSERT INTO t(rowid, id, a) VALUES (7, 1, 'x'), (3, 2, 'y');
