INSERT INTO f(rowid, a) VALUES (1, 'one');
