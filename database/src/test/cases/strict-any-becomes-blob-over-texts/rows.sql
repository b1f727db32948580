INSERT INTO t VALUES (1,'text'),(2,x'00');
