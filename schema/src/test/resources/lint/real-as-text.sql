-- found: notes.g
CREATE TABLE notes (id INTEGER PRIMARY KEY, r REAL, g TEXT AS (r || '') STORED);
-- found: notes.g
CREATE TABLE notes (id INTEGER PRIMARY KEY, r REAL, g TEXT AS (r * 2) STORED);
-- found: notes.g
CREATE TABLE notes (id INTEGER PRIMARY KEY, r DOUBLE, g AS (CAST(r AS TEXT)) UNIQUE);
-- found: lowered
CREATE TABLE notes (id INTEGER PRIMARY KEY, r REAL);
CREATE INDEX lowered ON notes (lower(r));
-- found: joined
CREATE TABLE notes (id INTEGER PRIMARY KEY, r REAL, t TEXT);
CREATE UNIQUE INDEX joined ON notes (t || ':' || r);
-- found: conditional
CREATE TABLE notes (id INTEGER PRIMARY KEY, r REAL);
CREATE INDEX conditional ON notes (id) WHERE length(r) > 5;
-- found: computed
CREATE TABLE notes (id INTEGER PRIMARY KEY, r REAL, g TEXT AS (substr(r, 1, 3)));
CREATE INDEX computed ON notes (g);
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY, r REAL, g TEXT AS (printf('%.15g', r)) STORED, h REAL AS (r * 2) STORED,
  v TEXT AS (r || ''), n INTEGER, k TEXT AS (n || '') STORED);
CREATE INDEX rounded ON notes (round(r, 2));
CREATE INDEX plain ON notes (r) WHERE r > 0.5;
