-- found: all_notes
CREATE TABLE notes (id INTEGER PRIMARY KEY);
CREATE VIEW all_notes AS SELECT notes.* FROM notes;
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY, size INTEGER);
CREATE VIEW counted AS SELECT count(*) AS number, 2 * size AS twice FROM notes;
