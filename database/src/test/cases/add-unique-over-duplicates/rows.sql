INSERT INTO t VALUES (1,'x',1),(2,'x',1),(3,'x',NULL),(4,'x',NULL);
