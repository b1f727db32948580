-- found: notes
CREATE TABLE notes (rowid TEXT, text TEXT);
-- found: notes
CREATE TABLE notes (rowid TEXT, _rowid_ TEXT, oid TEXT);
-- fine
CREATE TABLE notes (rowid INTEGER PRIMARY KEY, oid TEXT);
CREATE TABLE pairs (rowid TEXT PRIMARY KEY) WITHOUT ROWID;
