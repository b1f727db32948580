INSERT INTO t VALUES (1, 'DATA', NULL), (2, 'same', 'same'), (3, NULL, 'x');
