INSERT INTO t VALUES ('x',1,'c'),('x',2,'c');
