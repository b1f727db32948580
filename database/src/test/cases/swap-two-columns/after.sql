CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  b TEXT, -- cairn: renamed_from=a
  a INTEGER -- cairn: renamed_from=b
);
