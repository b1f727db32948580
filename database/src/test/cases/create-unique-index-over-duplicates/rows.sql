INSERT INTO t VALUES (1,'x',1),(2,'x',2),(3,'y',3),(4,NULL,4),(5,NULL,5);
