INSERT INTO t(_rowid_, rowid, a) VALUES (3,'q','x'),(9,'r','y');
