-- found: notes.first name
CREATE TABLE notes (id INTEGER PRIMARY KEY, "first name" TEXT);
-- found: 2024
CREATE TABLE "2024" (id INTEGER PRIMARY KEY);
-- fine
CREATE TABLE notes_2024 (id INTEGER PRIMARY KEY, größe INTEGER);
