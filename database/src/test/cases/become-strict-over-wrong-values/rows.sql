INSERT INTO t VALUES (1,'x',1),(2,x'00','abc'),(3,'z',1.5);
