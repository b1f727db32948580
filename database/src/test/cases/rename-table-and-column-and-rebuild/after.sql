-- cairn: renamed_from=t
CREATE TABLE u (
  id INTEGER PRIMARY KEY,
  name TEXT UNIQUE, -- cairn: renamed_from=a
  b INTEGER
);
CREATE INDEX i ON u(name);
