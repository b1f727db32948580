-- found: found.tags
CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT, text TEXT);
CREATE VIRTUAL TABLE found USING fts5(Title, tags UNINDEXED, content="notes", content_rowid=id);
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT, text TEXT);
CREATE VIRTUAL TABLE found USING fts5(title, text, content='notes', content_rowid='id');
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT, text TEXT);
CREATE VIRTUAL TABLE found USING fts5(tags, content='');
CREATE VIRTUAL TABLE own USING fts5(tags, tokenize = 'porter ascii');
