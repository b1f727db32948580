CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT);
CREATE VIRTUAL TABLE f USING fts5(a, b, content='t', content_rowid='id');
