INSERT INTO f(rowid, a, b) VALUES (3, 'running files', 'one'), (8, 'ran', NULL);
INSERT INTO f(f, rank) VALUES ('crisismerge', 7);
INSERT INTO f(f, rank) VALUES ('usermerge', 3);
