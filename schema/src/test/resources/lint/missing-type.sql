-- found: notes.text
CREATE TABLE notes (id INTEGER PRIMARY KEY, text);
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT, size AS (length(text)));
