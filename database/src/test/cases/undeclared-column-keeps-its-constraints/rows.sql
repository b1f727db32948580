INSERT INTO t VALUES (1,'x',1),(2,'y',1 + 1),(3,'z',NULL);
