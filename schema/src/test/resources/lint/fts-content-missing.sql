-- found: found
CREATE VIRTUAL TABLE found USING fts5(text, content=notes);
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT, text TEXT);
CREATE VIRTUAL TABLE found USING fts5(title, text, content='notes', content_rowid='id');
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT, text TEXT);
CREATE VIEW texts AS SELECT id, text FROM notes;
CREATE VIRTUAL TABLE found USING fts5(text, content=texts, content_rowid=id);
