CREATE TABLE t (rowid TEXT, _rowid_ TEXT, oid TEXT, a TEXT UNIQUE);
