=== a column is added
--- from
CREATE TABLE t(id int PRIMARY KEY);
--- rows
INSERT INTO t VALUES (1), (2);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int DEFAULT 7 NOT NULL);
--- plan
add column 't.n'
--- check
SELECT sum(n) = 14 FROM t

=== a NOT NULL column without a default is refused on rows
--- from
CREATE TABLE t(id int PRIMARY KEY);
--- rows
INSERT INTO t VALUES (1), (2);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int NOT NULL);
--- plan
refused: cannot add column 't.n' NOT NULL: 2 of 2 rows would hold NULL (id '1'; id '2')

=== a NOT NULL column is filled
--- from
CREATE TABLE t(id int PRIMARY KEY);
--- rows
INSERT INTO t VALUES (1), (2);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int NOT NULL -- cairn: backfill=id * 10
);
--- plan
add column 't.n'
fill NULL in 't.n' with id * 10
make 't.n' NOT NULL
--- check
SELECT sum(n) = 30 FROM t

=== NULL rows forbid NOT NULL
--- from
CREATE TABLE t(id int PRIMARY KEY, n int);
--- rows
INSERT INTO t VALUES (1, 1), (2, NULL), (3, NULL);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int NOT NULL);
--- plan
refused: cannot make 't.n' NOT NULL: 2 of 3 rows hold NULL (id '2'; id '3')

=== int becomes bigint under a view
--- from
CREATE TABLE t(id int PRIMARY KEY, n int DEFAULT 1);
CREATE VIEW v AS SELECT n FROM t WHERE n > 0;
CREATE INDEX t_n ON t(n);
COMMENT ON VIEW v IS 'kept';
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, n bigint DEFAULT 1);
CREATE VIEW v AS SELECT n FROM t WHERE n > 0;
CREATE INDEX t_n ON t(n);
--- plan
drop view 'v'
take the default of column 't.n'
change the type of column 't.n' from integer to bigint
set the default of column 't.n'
create view 'v'
--- check
SELECT obj_description('v'::regclass) = 'kept'

=== text that is no number is refused
--- from
CREATE TABLE t(id int PRIMARY KEY, n text);
--- rows
INSERT INTO t VALUES (1, '12'), (2, 'many'), (3, '007');
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
--- plan
refused: cannot change the type of 't.n' from text to integer: 2 of 3 rows cannot be converted without a loss (id '2', n 'many'; id '3', n '007')

=== a conversion is declared
--- from
CREATE TABLE t(id int PRIMARY KEY, n text);
--- rows
INSERT INTO t VALUES (1, '12'), (2, 'many');
--- to
CREATE TABLE t(id int PRIMARY KEY, n int -- cairn: using=CASE WHEN n = 'many' THEN 99 ELSE n::int END
);
--- plan
change the type of column 't.n' from text to integer
--- check
SELECT sum(n) = 111 FROM t

=== an enum loses a value that no row holds
--- from
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE t(id int PRIMARY KEY, m mood DEFAULT 'ok');
CREATE VIEW v AS SELECT m FROM t WHERE m = 'ok';
CREATE INDEX t_m ON t(m) WHERE m = 'ok';
--- rows
INSERT INTO t VALUES (1, 'ok'), (2, 'sad');
--- to
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t(id int PRIMARY KEY, m mood DEFAULT 'ok');
CREATE VIEW v AS SELECT m FROM t WHERE m = 'ok';
CREATE INDEX t_m ON t(m) WHERE m = 'ok';
--- plan
drop index 't_m'
drop view 'v'
take 'happy' from type 'mood'
create view 'v'
create index 't_m'

=== an enum keeps a value that rows hold
--- from
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE t(id int PRIMARY KEY, m mood);
--- rows
INSERT INTO t VALUES (1, 'happy');
--- to
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t(id int PRIMARY KEY, m mood);
--- plan
refused: cannot take 'happy' from type 'mood': 1 of 1 row hold such a value in 't.m' (id '1', m 'happy')

=== an enum gets values
--- from
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t(id int PRIMARY KEY, m mood);
--- rows
INSERT INTO t VALUES (1, 'happy');
--- to
CREATE TYPE mood AS ENUM ('awful', 'sad', 'ok', 'happy', 'great');
CREATE TABLE t(id int PRIMARY KEY, m mood);
--- plan
add the value 'awful' to type 'mood'
add the value 'ok' to type 'mood'
add the value 'great' to type 'mood'
