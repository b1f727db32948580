INSERT INTO t VALUES (1,'7'),(2,'-7'),(3,'9'),(4,'0');
