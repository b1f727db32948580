CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INTEGER);
CREATE VIRTUAL TABLE f USING fts5(a, prefix='2', content='t', content_rowid='id');
