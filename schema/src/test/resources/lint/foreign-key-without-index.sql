-- found: notes.author_id
CREATE TABLE people (id INTEGER PRIMARY KEY);
CREATE TABLE notes (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES people);
-- found: notes.author_id
CREATE TABLE people (id INTEGER PRIMARY KEY);
CREATE TABLE notes (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES people, day TEXT);
CREATE INDEX notes_by_day ON notes (day, author_id);
-- found: notes.author_id
CREATE TABLE people (id INTEGER PRIMARY KEY);
CREATE TABLE notes (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES people, day TEXT);
CREATE INDEX notes_by_author ON notes (author_id) WHERE day > '2024';
-- fine
CREATE TABLE people (id INTEGER PRIMARY KEY);
CREATE TABLE notes (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES people, day TEXT);
CREATE INDEX notes_by_author ON notes (author_id, day);
-- fine
CREATE TABLE people (id INTEGER PRIMARY KEY);
CREATE TABLE notes (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES people);
CREATE INDEX notes_by_author ON notes (author_id) WHERE author_id IS NOT NULL;
-- fine
CREATE TABLE people (id INTEGER PRIMARY KEY);
CREATE TABLE details (id INTEGER PRIMARY KEY REFERENCES people);
