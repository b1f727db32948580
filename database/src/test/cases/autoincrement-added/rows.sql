INSERT INTO t VALUES (1,'x'),(50,'y');
