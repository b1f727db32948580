-- found: notes.author_id
CREATE TABLE people (id INTEGER PRIMARY KEY);
CREATE TABLE notes (id INTEGER PRIMARY KEY, author_id TEXT REFERENCES people);
CREATE INDEX notes_by_author ON notes (author_id);
-- fine
CREATE TABLE people (id INTEGER PRIMARY KEY);
CREATE TABLE notes (id INTEGER PRIMARY KEY, author_id BIGINT REFERENCES people);
