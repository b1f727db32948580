INSERT INTO t VALUES (1, zeroblob(300000), 1e308), (2, randomblob(5000), -0.0), (3, x'', 9e999), (4, 'tex' || char(0) || 't', 0.1);
