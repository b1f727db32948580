INSERT INTO f(rowid, a) VALUES (4, 'one'), (9, 'two');
DELETE FROM f WHERE rowid = 4;
