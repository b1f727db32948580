CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  a INTEGER NOT NULL UNIQUE CHECK (a > 0) -- cairn: using=nullif(abs(CAST(a AS INTEGER)), 9)
);
