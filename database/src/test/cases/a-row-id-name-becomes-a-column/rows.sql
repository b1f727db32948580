INSERT INTO t(rowid, a) VALUES (3,'x'),(9,'y');
