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

=== an undeclared column stays
--- from
CREATE TABLE t(id int PRIMARY KEY, old text);
--- rows
INSERT INTO t VALUES (1, 'a');
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
--- plan
add column 't.n'
--- check
SELECT old = 'a' FROM t

=== an undeclared column is pruned
--- from
CREATE TABLE t(id int PRIMARY KEY, old text);
--- rows
INSERT INTO t VALUES (1, 'a');
--- to
CREATE TABLE t(id int PRIMARY KEY);
--- options
prune
--- plan
drop column 't.old'

=== a default is set, changed and taken
--- from
CREATE TABLE t(id int PRIMARY KEY, a int, b int DEFAULT 1, c int DEFAULT 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, a int DEFAULT 1, b int DEFAULT 2, c int);
--- plan
set the default of column 't.a'
set the default of column 't.b'
take the default of column 't.c'

=== NOT NULL is taken
--- from
CREATE TABLE t(id int PRIMARY KEY, n int NOT NULL);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
--- plan
allow NULL in column 't.n'

=== varchar becomes longer without writing a row
--- from
CREATE TABLE t(id int PRIMARY KEY, n varchar(10));
--- rows
INSERT INTO t VALUES (1, 'a');
--- to
CREATE TABLE t(id int PRIMARY KEY, n varchar(20));
--- plan
change the type of column 't.n' from character varying(10) to character varying(20)

=== varchar becomes shorter than a value
--- from
CREATE TABLE t(id int PRIMARY KEY, n varchar(10));
--- rows
INSERT INTO t VALUES (1, 'abcdef'), (2, 'a');
--- to
CREATE TABLE t(id int PRIMARY KEY, n varchar(3));
--- plan
refused: 1 of 2 rows cannot be converted without a loss (id '1', n 'abcdef')

=== a number would be rounded
--- from
CREATE TABLE t(id int PRIMARY KEY, n numeric(10,2));
--- rows
INSERT INTO t VALUES (1, 2.50), (2, 3.00);
--- to
CREATE TABLE t(id int PRIMARY KEY, n numeric(10,1));
--- plan
change the type of column 't.n' from numeric(10,2) to numeric(10,1)

=== a number is rounded and refused
--- from
CREATE TABLE t(id int PRIMARY KEY, n numeric(10,2));
--- rows
INSERT INTO t VALUES (1, 2.55);
--- to
CREATE TABLE t(id int PRIMARY KEY, n numeric(10,1));
--- plan
refused: 1 of 1 row cannot be converted without a loss (id '1', n '2.55')

=== bigint does not fit into int
--- from
CREATE TABLE t(id int PRIMARY KEY, n bigint);
--- rows
INSERT INTO t VALUES (1, 5000000000), (2, 7);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
--- plan
refused: 1 of 2 rows cannot be converted without a loss (id '1', n '5000000000')

=== json becomes jsonb
--- from
CREATE TABLE t(id int PRIMARY KEY, j json);
--- rows
INSERT INTO t VALUES (1, '{"a":   1}');
--- to
CREATE TABLE t(id int PRIMARY KEY, j jsonb);
--- plan
change the type of column 't.j' from json to jsonb
--- options
one-way

=== an identity column is added
--- from
CREATE TABLE t(name text);
--- rows
INSERT INTO t VALUES ('a'), ('b');
--- to
CREATE TABLE t(name text, id bigint GENERATED ALWAYS AS IDENTITY);
--- plan
add column 't.id'
--- check
SELECT sum(id) = 3 FROM t

=== serial becomes identity and goes on counting
--- from
CREATE TABLE t(id serial PRIMARY KEY, name text);
--- rows
INSERT INTO t(name) VALUES ('a'), ('b');
--- to
CREATE TABLE t(id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, name text);
--- plan
take the default of column 't.id'
number column 't.id'
--- options
one-way
--- check
SELECT nextval(pg_get_serial_sequence('t', 'id')) = 3

=== identity gets other options
--- from
CREATE TABLE t(id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY);
--- to
CREATE TABLE t(id int GENERATED ALWAYS AS IDENTITY (INCREMENT BY 5) PRIMARY KEY);
--- plan
number column 't.id' ALWAYS
change the numbering of column 't.id'

=== identity is taken
--- from
CREATE TABLE t(id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY);
--- to
CREATE TABLE t(id int PRIMARY KEY);
--- plan
stop numbering column 't.id'

=== a generated column is added
--- from
CREATE TABLE t(id int PRIMARY KEY, a int);
--- rows
INSERT INTO t VALUES (1, 5);
--- to
CREATE TABLE t(id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a * 2) STORED);
--- plan
add column 't.b'
--- check
SELECT b = 10 FROM t

=== the type under a generated column changes
--- from
CREATE TABLE t(id int PRIMARY KEY, a int, b bigint GENERATED ALWAYS AS (a * 2) STORED);
CREATE INDEX t_b ON t(b);
--- rows
INSERT INTO t VALUES (1, 5);
--- to
CREATE TABLE t(id int PRIMARY KEY, a bigint, b bigint GENERATED ALWAYS AS (a * 2) STORED);
CREATE INDEX t_b ON t(b);
--- plan
drop index 't_b'
take away column 't.b' for a while
change the type of column 't.a' from integer to bigint
add column 't.b'
create index 't_b'
--- options
one-way
--- check
SELECT b = 10 FROM t

=== a generated column keeps its values
--- from
CREATE TABLE t(id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a * 2) STORED);
--- rows
INSERT INTO t VALUES (1, 5);
--- to
CREATE TABLE t(id int PRIMARY KEY, a int, b int);
--- plan
keep the values of column 't.b' without computing them
--- check
SELECT b = 10 FROM t

=== a column that holds other values is not computed
--- from
CREATE TABLE t(id int PRIMARY KEY, a int, b int);
--- rows
INSERT INTO t VALUES (1, 5, 99);
--- to
CREATE TABLE t(id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a * 2) STORED);
--- plan
refused: cannot compute column 't.b': 1 of 1 row hold another value than the expression gives (id '1', b '99')

=== collation, storage, statistics and compression
--- from
CREATE TABLE t(id int PRIMARY KEY, a text, b text, c text);
--- to
CREATE TABLE t(id int PRIMARY KEY, a text COLLATE "C", b text, c text);
ALTER TABLE t ALTER b SET STORAGE EXTERNAL, ALTER c SET STATISTICS 500;
--- plan
change the collation of column 't.a'
change how column 't.b' is stored
change the statistics of column 't.c'

=== a comment and a privilege of a column
--- from
CREATE TABLE t(id int PRIMARY KEY, a text);
--- to
CREATE TABLE t(id int PRIMARY KEY, a text);
COMMENT ON COLUMN t.a IS 'name';
GRANT SELECT (a) ON t TO PUBLIC;
--- plan
change the comment of column 't.a'
change the privileges of column 't.a'
--- options
one-way

=== a policy on a changed column
--- from
CREATE TABLE t(id int PRIMARY KEY, owner text, n int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON t USING (owner = current_user AND n > 0);
--- rows
INSERT INTO t VALUES (1, 'a', 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, owner text, n bigint);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON t USING (owner = current_user AND n > 0);
--- plan
drop policy 't.own'
change the type of column 't.n' from integer to bigint
create policy 't.own'
