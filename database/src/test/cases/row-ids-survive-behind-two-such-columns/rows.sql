INSERT INTO t(oid, rowid, a) VALUES (3,'q','x'),(9,'r','y');
