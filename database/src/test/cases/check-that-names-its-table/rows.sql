INSERT INTO t VALUES (1, 5, '7'), (2, NULL, NULL), (9, 50, '-12');
