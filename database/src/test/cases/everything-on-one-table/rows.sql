INSERT INTO p VALUES (1);
INSERT INTO t(id, a, b, p) VALUES (1, 'x', 1, 1), (9, 'X', 2, NULL);
DELETE FROM t WHERE id = 9;
