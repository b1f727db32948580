INSERT INTO t VALUES (1, 'hello world', 10), (5, 'good bye', NULL);
