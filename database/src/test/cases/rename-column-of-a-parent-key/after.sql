CREATE TABLE p (
  key TEXT PRIMARY KEY -- cairn: renamed_from=k
);
CREATE TABLE c (k TEXT REFERENCES p(key));
