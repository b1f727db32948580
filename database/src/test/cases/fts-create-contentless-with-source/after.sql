CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INTEGER);
-- cairn: source=SELECT id, a FROM t
CREATE VIRTUAL TABLE f USING fts5(a, content='', contentless_delete=1);
