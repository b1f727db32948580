INSERT INTO t VALUES (NULL,'x'),('b','y');
