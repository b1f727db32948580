INSERT INTO t VALUES (1, 'x', 10), (5, 'y', NULL), (9, NULL, 30);
