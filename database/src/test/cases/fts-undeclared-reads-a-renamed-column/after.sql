CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  body TEXT, -- cairn: renamed_from=a
  b INTEGER
);
