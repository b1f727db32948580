CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INTEGER);
CREATE VIRTUAL TABLE f USING fts5(a, tokenize='porter ascii', content='t', content_rowid='id');
