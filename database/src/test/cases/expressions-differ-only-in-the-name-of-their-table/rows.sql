INSERT INTO t(id, a, b) VALUES (1, 5, 'x'), (7, 2, 'y'), (9, NULL, 'z');
