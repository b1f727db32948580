-- found: notes.author
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE notes (id INTEGER PRIMARY KEY, author TEXT REFERENCES people (name));
-- found: notes.author
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, gone INTEGER);
CREATE UNIQUE INDEX people_name ON people (name) WHERE gone = 0;
CREATE TABLE notes (id INTEGER PRIMARY KEY, author TEXT REFERENCES people (name));
-- found: notes.author
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);
CREATE UNIQUE INDEX people_name ON people (name COLLATE NOCASE);
CREATE TABLE notes (id INTEGER PRIMARY KEY, author TEXT REFERENCES people (name));
-- found: notes.author
CREATE TABLE people (first TEXT NOT NULL, last TEXT NOT NULL, PRIMARY KEY (first, last));
CREATE TABLE notes (id INTEGER PRIMARY KEY, author TEXT REFERENCES people (first));
-- fine
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE NOT NULL);
CREATE UNIQUE INDEX people_name ON people (name);
CREATE TABLE notes (id INTEGER PRIMARY KEY, author TEXT REFERENCES people (name));
-- fine
CREATE TABLE people (first TEXT NOT NULL, last TEXT NOT NULL, PRIMARY KEY (first, last));
CREATE TABLE notes (id INTEGER PRIMARY KEY, last TEXT, first TEXT,
  FOREIGN KEY (last, first) REFERENCES people (last, first));
