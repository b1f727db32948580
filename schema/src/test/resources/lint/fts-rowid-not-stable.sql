-- found: found
CREATE TABLE notes (name TEXT PRIMARY KEY NOT NULL, text TEXT);
CREATE VIRTUAL TABLE found USING fts5(text, content=notes);
-- found: found
CREATE TABLE notes (id INT PRIMARY KEY NOT NULL, text TEXT);
CREATE VIRTUAL TABLE found USING fts5(text, content=notes, content_rowid=id);
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT, text TEXT);
CREATE VIRTUAL TABLE found USING fts5(text, content=notes);
CREATE VIRTUAL TABLE again USING fts5(text, content=notes, content_rowid=id);
