CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INTEGER, CHECK (/* a, or ) b */ a IS NULL OR b IS NULL OR length(a) < b));
