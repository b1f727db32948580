CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  old_a TEXT, -- cairn: renamed_from=a
  a INTEGER DEFAULT 0,
  b INTEGER
);
