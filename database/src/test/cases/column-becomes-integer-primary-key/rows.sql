INSERT INTO t(rowid, k, a) VALUES (3,30,'x'),(7,20,'y');
