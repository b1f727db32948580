INSERT INTO t VALUES ('x',1,'c'),('y',1,'c');
