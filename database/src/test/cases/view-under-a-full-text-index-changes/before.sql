CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INTEGER);
CREATE VIEW tv AS SELECT id, a FROM t;
CREATE VIRTUAL TABLE f USING fts5(a, content='tv', content_rowid='id');
