INSERT INTO t VALUES (1, 'x', 10), (5, 'y', 20), (9, 'z', 30);
