-- found: people.name
CREATE TABLE people (id INTEGER PRIMARY KEY, name STRING);
-- found: people.uid
CREATE TABLE people (id INTEGER PRIMARY KEY, uid UUID);
-- found: places.spot
CREATE TABLE places (id INTEGER PRIMARY KEY, spot POINT);
-- found: places.wait
CREATE TABLE places (id INTEGER PRIMARY KEY, wait INTERVAL);
-- found: places.payload
CREATE TABLE places (id INTEGER PRIMARY KEY, payload VARBINARY(16));
-- fine
CREATE TABLE people (id INTEGER PRIMARY KEY, a TEXT, b UNSIGNED BIG INT, c DOUBLE PRECISION,
  d TINYINT(1), e INT8, f FLOAT, g LONGTEXT, h NUMERIC, i BLOB, j UINT32);
-- fine
CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, anything ANY) STRICT;
