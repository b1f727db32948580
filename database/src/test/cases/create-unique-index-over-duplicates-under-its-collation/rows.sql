INSERT INTO t VALUES (1,'x',1),(2,'X',2);
