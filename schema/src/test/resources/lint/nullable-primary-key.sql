-- found: notes.name
CREATE TABLE notes (name TEXT PRIMARY KEY);
-- found: notes.place
CREATE TABLE notes (name TEXT NOT NULL, place TEXT, PRIMARY KEY (name, place));
-- fine
CREATE TABLE notes (name TEXT PRIMARY KEY NOT NULL);
CREATE TABLE tags (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE days (name TEXT PRIMARY KEY) STRICT;
CREATE TABLE ids (id INTEGER PRIMARY KEY);
