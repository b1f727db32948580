-- found: notes.author_id
CREATE TABLE people (id INTEGER PRIMARY KEY);
CREATE TABLE notes (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES people (number));
-- found: notes.author_id
CREATE TABLE people (name TEXT);
CREATE TABLE notes (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES people);
-- found: notes
CREATE TABLE people (first TEXT NOT NULL, last TEXT NOT NULL, born TEXT NOT NULL,
  PRIMARY KEY (first, last, born));
CREATE TABLE notes (id INTEGER PRIMARY KEY, first TEXT, last TEXT,
  FOREIGN KEY (first, last) REFERENCES people);
-- fine
CREATE TABLE people (id INTEGER PRIMARY KEY);
CREATE TABLE notes (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES people);
