CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  -- cairn: renamed_from=a
  -- cairn: using=length(a) + b
  n INTEGER,
  b INTEGER
);
