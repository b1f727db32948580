-- found: notes
CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT CHECK (state <> "gone"));
-- found: notes_by_nothing
CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT);
CREATE INDEX notes_by_nothing ON notes ("sate");
-- found: notes
CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT DEFAULT "open");
-- found: open_notes
CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT);
CREATE VIEW open_notes AS SELECT id FROM notes WHERE state = "open";
-- found: closing
CREATE TABLE notes (id INTEGER PRIMARY KEY, state TEXT);
CREATE TRIGGER closing AFTER DELETE ON notes BEGIN
  INSERT INTO notes (state) VALUES ("closed");
END;
-- fine
CREATE TABLE "notes" ("id" INTEGER PRIMARY KEY, "state" TEXT DEFAULT 'open'
  CHECK ("state" <> 'gone'), "size" INT AS (length("state")));
CREATE INDEX "by state" ON "notes" ("state", "id") WHERE "rowid" > 3;
CREATE VIEW "open" ("number", "word") AS
  WITH "chosen" ("a", "b") AS (SELECT "n"."id" AS "c", "state" "d" FROM "notes" "n")
  SELECT "a", "b" FROM "chosen" WHERE "b" COLLATE "nocase" = 'open';
