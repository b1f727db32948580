-- found: notes
CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT CHECK (text <> NULL));
-- found: loose
CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);
CREATE INDEX loose ON notes (id) WHERE text = NULL;
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT CHECK (text IS NOT NULL));
CREATE TRIGGER clearing AFTER INSERT ON notes BEGIN UPDATE notes SET text = NULL; END;
