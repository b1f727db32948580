-- found: notes.id
CREATE TABLE notes (id INT PRIMARY KEY, text TEXT);
-- found: notes.id
CREATE TABLE notes (id INTEGER PRIMARY KEY DESC, text TEXT);
-- found: notes.id
CREATE TABLE notes (id BIGINT NOT NULL, text TEXT, PRIMARY KEY (id));
-- fine
CREATE TABLE notes (id INTEGER, text TEXT, PRIMARY KEY (id DESC));
-- fine
CREATE TABLE notes (id INT PRIMARY KEY, text TEXT) WITHOUT ROWID;
