CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  n INTEGER NOT NULL, -- cairn: renamed_from=a
  b INTEGER
);
