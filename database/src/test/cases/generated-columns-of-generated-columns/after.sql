CREATE TABLE t (id INTEGER PRIMARY KEY, h AS (g * 2), g AS (a + 1), a INTEGER, CHECK (h > 0));
