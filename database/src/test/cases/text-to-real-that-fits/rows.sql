INSERT INTO t VALUES (1,'1.5'),(2,'4.0'),(3,'0.1');
