INSERT INTO t VALUES (1,'x',1),(2,'x',0),(3,'x',NULL);
