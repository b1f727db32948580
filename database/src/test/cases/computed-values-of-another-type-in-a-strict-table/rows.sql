INSERT INTO t VALUES (1, '12'), (4, 'twelve'), (6, NULL), (9, 1.5);
