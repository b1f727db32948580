-- found: notes
CREATE TABLE notes (text TEXT);
-- found: notes
CREATE TABLE notes (text TEXT NOT NULL UNIQUE);
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY);
