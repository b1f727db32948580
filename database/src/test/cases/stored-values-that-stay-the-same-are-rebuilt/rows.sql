INSERT INTO t (id, a, n) VALUES (1, 'X', 1), (2, NULL, 2);
