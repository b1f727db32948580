INSERT INTO t VALUES (1, 'hello world', 10), (5, 'good bye', NULL), (9, 'fileName camelCase', 30);
INSERT INTO f(f, rank) VALUES ('rank', 'bm25(10.0)');
INSERT INTO f(f, rank) VALUES ('automerge', 6);
INSERT INTO f(f, rank) VALUES ('crisismerge', 9);
INSERT INTO f(f, rank) VALUES ('usermerge', 3);
INSERT INTO f(f, rank) VALUES ('deletemerge', 25);
INSERT INTO f(f, rank) VALUES ('secure-delete', 1);
INSERT INTO f(f, rank) VALUES ('pgsz', 1024);
INSERT INTO f(f) VALUES ('rebuild');
