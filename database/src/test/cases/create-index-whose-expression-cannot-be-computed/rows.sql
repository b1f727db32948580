INSERT INTO t VALUES (1, '{"x": 1}'), (4, '{bad'), (9, NULL), (11, 'worse');
