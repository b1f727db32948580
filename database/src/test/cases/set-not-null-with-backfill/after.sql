CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  a TEXT NOT NULL, -- cairn: backfill='none'
  b INTEGER
);
