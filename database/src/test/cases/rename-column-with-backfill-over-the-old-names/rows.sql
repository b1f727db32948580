INSERT INTO t VALUES (1,'abc',NULL),(2,'q',7);
