-- found: notes.made
CREATE TABLE notes (id INTEGER PRIMARY KEY, made DATETIME);
-- found: notes.made
CREATE TABLE notes (id INTEGER PRIMARY KEY, made TIMESTAMP WITH TIME ZONE);
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY, made TEXT, changed INTEGER);
