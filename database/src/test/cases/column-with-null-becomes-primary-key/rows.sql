INSERT INTO t VALUES (NULL,'x'),(NULL,'y'),(1,'z');
