INSERT INTO a VALUES (1, 'one'), (2, 'two');
INSERT INTO b VALUES (7, 70);
INSERT INTO child VALUES (3, 1, 'c'), (4, 2, NULL);
