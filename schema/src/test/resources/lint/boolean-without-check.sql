-- found: notes.done
CREATE TABLE notes (id INTEGER PRIMARY KEY, done BOOLEAN);
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY, done BOOLEAN CHECK ("done" IN (0, 1)));
