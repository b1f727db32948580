PRAGMA user_version = 42;
PRAGMA application_id = 99;
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INTEGER);
