CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  a INTEGER, -- cairn: using=CAST(replace(a, ',', '') AS INTEGER)
  b INTEGER
);
