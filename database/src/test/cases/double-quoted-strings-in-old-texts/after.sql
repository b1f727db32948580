CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT DEFAULT 'quoted', b INTEGER, CHECK (a <> 'nosuch'), UNIQUE (a, b));
