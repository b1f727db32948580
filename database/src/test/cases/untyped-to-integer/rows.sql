INSERT INTO t VALUES (1,'7'),(2,7),(3,x'37');
