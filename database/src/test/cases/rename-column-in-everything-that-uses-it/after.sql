CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  name TEXT, -- cairn: renamed_from=a
  b INTEGER
);
CREATE INDEX i ON t(name, lower(name)) WHERE name IS NOT NULL;
CREATE VIEW v AS SELECT name FROM t;
CREATE TRIGGER tr AFTER UPDATE OF name ON t BEGIN UPDATE t SET name = 'q' WHERE id = new.id; END;
