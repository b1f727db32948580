-- found: notes.author_id
CREATE TABLE notes (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES people (id));
-- found: notes.author_id
CREATE TABLE people (id INTEGER PRIMARY KEY);
CREATE VIEW everybody AS SELECT id FROM people;
CREATE TABLE notes (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES everybody (id));
-- fine
CREATE TABLE people (id INTEGER PRIMARY KEY);
CREATE TABLE notes (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES People (ID));
-- fine
CREATE TABLE nodes (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES nodes);
