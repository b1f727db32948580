-- found: notes_by_author
CREATE TABLE notes (id INTEGER PRIMARY KEY, author TEXT, day TEXT);
CREATE INDEX notes_by_author ON notes (author);
CREATE INDEX notes_by_author_and_day ON notes (author, day);
-- found: people_by_mail
CREATE TABLE people (id INTEGER PRIMARY KEY, mail TEXT NOT NULL UNIQUE);
CREATE INDEX people_by_mail ON people (Mail);
-- found: people_by_id
CREATE TABLE people (id INTEGER PRIMARY KEY);
CREATE UNIQUE INDEX people_by_id ON people (id);
-- found: people
CREATE TABLE people (name TEXT NOT NULL PRIMARY KEY, UNIQUE (name));
-- found: second
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT);
CREATE INDEX first ON people (name);
CREATE INDEX second ON people (name DESC);
-- fine
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, born TEXT, gone INTEGER);
CREATE INDEX a ON people (name, born);
CREATE INDEX b ON people (born, name);
CREATE INDEX c ON people (name DESC, born);
CREATE INDEX d ON people (name COLLATE NOCASE);
CREATE INDEX e ON people (name) WHERE gone = 0;
CREATE INDEX f ON people (lower(name));
-- fine
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, born TEXT);
CREATE UNIQUE INDEX a ON people (name);
CREATE INDEX b ON people (name, born);
