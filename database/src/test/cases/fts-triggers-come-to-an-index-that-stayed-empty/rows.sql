INSERT INTO t VALUES (1, 'hello world'), (5, 'good bye');
