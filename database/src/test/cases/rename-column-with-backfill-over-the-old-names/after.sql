CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  n TEXT, -- cairn: renamed_from=a
  b INTEGER NOT NULL -- cairn: backfill=length(t.a)
);
