CREATE TABLE t ( -- a table
  id INTEGER PRIMARY KEY /* the key, (always) */,
  a TEXT, -- don't stop; here
  b INTEGER
);
