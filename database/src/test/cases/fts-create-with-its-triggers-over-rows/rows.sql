INSERT INTO t VALUES (1, 'hello world', 10), (5, 'good bye', NULL), (9, 'hello again', 30);
