INSERT INTO t VALUES (1, 'hello world', 10), (5, 'good bye', NULL), (9, 'fileName camelCase', 30);
INSERT INTO f(f) VALUES('rebuild');
INSERT INTO f(f, rank) VALUES ('rank', 'bm25(10.0)');
INSERT INTO f(f, rank) VALUES ('automerge', 6);
