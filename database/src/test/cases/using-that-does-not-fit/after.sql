CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  a INTEGER -- cairn: using=trim(a)
);
