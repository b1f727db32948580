CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  a TEXT,
  b INTEGER,
  c INTEGER NOT NULL DEFAULT 7 -- cairn: backfill=id * 2
);
