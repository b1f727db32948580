CREATE TABLE strict_one (a INT PRIMARY KEY, b INTEGER, c REAL, d TEXT, e BLOB, f ANY) STRICT;
CREATE TABLE no_rowid (a TEXT, b TEXT COLLATE NOCASE, c, PRIMARY KEY (b COLLATE BINARY DESC, a)) WITHOUT ROWID;
CREATE TABLE both (a ANY PRIMARY KEY, b INT NOT NULL) WITHOUT ROWID, STRICT;
CREATE TABLE other_way (a ANY PRIMARY KEY) strict, without rowid;
CREATE TABLE descending (a INTEGER PRIMARY KEY DESC, b);
CREATE TABLE listed (a INTEGER, b, PRIMARY KEY (a DESC));
CREATE TABLE numbered (a INTEGER, b, PRIMARY KEY (a AUTOINCREMENT));
CREATE TABLE spelled (a "INTEGER" PRIMARY KEY, b [VARCHAR](10), c 'TEXT', d DECIMAL(10, -2), e DOUBLE PRECISION,
  k [nvarchar] (50) NOT NULL, l "x" y, m [double precision],
  f UNSIGNED BIG INT, g NATIVE CHARACTER (70), h VARYING CHARACTER(+255), i "odd, (type", j CHAR (1.5));
CREATE TABLE untyped (a, b UNIQUE, c PRIMARY KEY, d CHECK (d), e DEFAULT 1, f COLLATE NOCASE, g NOT NULL, h REFERENCES descending (a));
CREATE TABLE computed (a INT, b AS (a + 1), c INT GENERATED ALWAYS AS (a * (b - 1)) VIRTUAL NOT NULL,
  d TEXT AS ('x' || a) STORED COLLATE NOCASE UNIQUE CHECK (d <> 'y'), e AS (json_extract(d, '$.a[0]')));
CREATE TABLE copied AS SELECT a, b AS "b b", a + 1, 'x' AS "AS" FROM computed;
CREATE TABLE "sqliteXtable" (a);
CREATE TABLE wide (a1,a2,a3,a4,a5,a6,a7,a8,a9,a10,a11,a12,a13,a14,a15,a16,a17,a18,a19,a20,a21,a22,a23,a24,a25,a26);
ALTER TABLE wide ADD COLUMN added TEXT DEFAULT 'later' NOT NULL CHECK (added <> '') REFERENCES descending (a);
ALTER TABLE wide RENAME COLUMN a1 TO "first column";
ALTER TABLE wide DROP COLUMN a26;
ALTER TABLE wide RENAME TO "wide table";
