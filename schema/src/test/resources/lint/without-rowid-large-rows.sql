-- found: pictures
CREATE TABLE pictures (name TEXT PRIMARY KEY, content BLOB) WITHOUT ROWID;
-- found: wide
CREATE TABLE wide (k TEXT PRIMARY KEY, a TEXT, b TEXT, c TEXT, d TEXT, e TEXT, f TEXT, g TEXT,
  h TEXT, i TEXT, j TEXT, l TEXT, m TEXT) WITHOUT ROWID;
-- fine
CREATE TABLE counts (name TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID;
CREATE TABLE pictures (name TEXT PRIMARY KEY NOT NULL, content BLOB);
