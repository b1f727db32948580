CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  name TEXT, -- cairn: renamed_from=a
  b INTEGER,
  c TEXT
);
