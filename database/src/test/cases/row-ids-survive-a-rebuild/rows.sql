INSERT INTO t(rowid, a) VALUES (3,'x'),(-7,'y'),(9223372036854775807,'z');
