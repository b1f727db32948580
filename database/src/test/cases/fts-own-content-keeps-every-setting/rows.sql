INSERT INTO f(f, rank) VALUES ('rank', 'bm25(10.0)');
INSERT INTO f(f, rank) VALUES ('automerge', 6);
INSERT INTO f(f, rank) VALUES ('crisismerge', 9);
INSERT INTO f(f, rank) VALUES ('usermerge', 3);
INSERT INTO f(f, rank) VALUES ('deletemerge', 25);
INSERT INTO f(f, rank) VALUES ('secure-delete', 1);
INSERT INTO f(f, rank) VALUES ('pgsz', 1024);
INSERT INTO f(rowid, a, b) VALUES (3, 'hello world', 'one'), (8, 'good bye', 'two');
