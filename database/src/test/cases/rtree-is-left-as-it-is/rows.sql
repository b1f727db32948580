INSERT INTO t VALUES (1, 'hello world', 10), (5, 'good bye', NULL), (9, 'fileName camelCase', 30);
INSERT INTO r VALUES (1, 0.0, 2.0);
