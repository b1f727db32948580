CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  a TEXT,
  b INTEGER,
  c TEXT NOT NULL -- cairn: backfill=a
);
