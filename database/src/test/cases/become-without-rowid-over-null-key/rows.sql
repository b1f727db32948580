INSERT INTO t VALUES (NULL,'x'),('a','y');
