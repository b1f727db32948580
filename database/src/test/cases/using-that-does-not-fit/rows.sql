INSERT INTO t VALUES (1,' 7 '),(2,'seven');
