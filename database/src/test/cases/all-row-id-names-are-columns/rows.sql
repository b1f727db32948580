INSERT INTO t VALUES ('1','2','3','x'),('4','5','6','y');
