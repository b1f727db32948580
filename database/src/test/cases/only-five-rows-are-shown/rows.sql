INSERT INTO t(b) VALUES (1),(1),(1),(1),(1),(1),(1);
