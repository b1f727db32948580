CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  name TEXT, -- cairn: renamed_from=a
  b INTEGER
);
CREATE TABLE z (q);
CREATE VIEW broken AS SELECT nosuch FROM nowhere;
