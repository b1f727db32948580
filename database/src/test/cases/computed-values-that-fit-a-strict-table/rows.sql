INSERT INTO t VALUES (1, '007'), (4, 3.0), (6, NULL), (9, '1e3');
