=== a domain is created and used
--- from
CREATE TABLE t(id int PRIMARY KEY);
--- to
CREATE DOMAIN amount AS numeric(10,2) DEFAULT 0 CHECK (VALUE >= 0);
CREATE TABLE t(id int PRIMARY KEY, a amount);
--- plan
create domain 'amount'
add column 't.a'

=== a domain gets a constraint
--- from
CREATE DOMAIN amount AS int;
CREATE TABLE t(id int PRIMARY KEY, a amount);
--- rows
INSERT INTO t VALUES (1, 5);
--- to
CREATE DOMAIN amount AS int CONSTRAINT positive CHECK (VALUE > 0);
CREATE TABLE t(id int PRIMARY KEY, a amount);
--- plan
add a constraint to domain 'amount'

=== rows that break the constraint of a domain forbid it
--- from
CREATE DOMAIN amount AS int;
CREATE TABLE t(id int PRIMARY KEY, a amount);
--- rows
INSERT INTO t VALUES (1, 5), (2, -5);
--- to
CREATE DOMAIN amount AS int CONSTRAINT positive CHECK (VALUE > 0);
CREATE TABLE t(id int PRIMARY KEY, a amount);
--- plan
refused: 1 of 2 rows break ((VALUE > 0)) in 't.a' (id '2', a '-5')

=== a domain forbids NULL
--- from
CREATE DOMAIN amount AS int;
CREATE TABLE t(id int PRIMARY KEY, a amount);
--- rows
INSERT INTO t VALUES (1, NULL);
--- to
CREATE DOMAIN amount AS int NOT NULL;
CREATE TABLE t(id int PRIMARY KEY, a amount);
--- plan
refused: 1 of 1 row hold NULL in 't.a' (id '1', a NULL)

=== the type of a used domain cannot change
--- from
CREATE DOMAIN amount AS int;
CREATE TABLE t(id int PRIMARY KEY, a amount);
--- to
CREATE DOMAIN amount AS bigint;
CREATE TABLE t(id int PRIMARY KEY, a amount);
--- plan
refused: the type is used by columns and cannot be changed in place

=== the type of an unused domain changes
--- from
CREATE DOMAIN amount AS int;
--- to
CREATE DOMAIN amount AS bigint;
--- plan
drop domain 'amount'
create domain 'amount'

=== a composite type gets an attribute
--- from
CREATE TYPE point3 AS (x int, y int);
CREATE TABLE t(id int PRIMARY KEY, p point3);
--- rows
INSERT INTO t VALUES (1, ROW(1, 2));
--- to
CREATE TYPE point3 AS (x int, y int, z int);
CREATE TABLE t(id int PRIMARY KEY, p point3);
--- plan
add the attribute "z" to type 'point3'

=== an attribute that columns hold is not dropped
--- from
CREATE TYPE point3 AS (x int, y int);
CREATE TABLE t(id int PRIMARY KEY, p point3);
--- to
CREATE TYPE point3 AS (x int);
CREATE TABLE t(id int PRIMARY KEY, p point3);
--- plan
refused: the attribute "y" is not declared, and columns hold it

=== a range type
--- from
CREATE TABLE t(id int PRIMARY KEY);
--- to
CREATE TYPE span AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
CREATE TABLE t(id int PRIMARY KEY, s span);
--- plan
create type 'span'
add column 't.s'

=== an enum with an array column loses a value
--- from
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TABLE t(id int PRIMARY KEY, m mood[]);
--- rows
INSERT INTO t VALUES (1, '{ok,sad}');
--- to
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t(id int PRIMARY KEY, m mood[]);
--- plan
take 'happy' from type 'mood'
--- check
SELECT m::text = '{ok,sad}' FROM t

=== text becomes an enum
--- from
CREATE TABLE t(id int PRIMARY KEY, m text);
--- rows
INSERT INTO t VALUES (1, 'ok');
--- to
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t(id int PRIMARY KEY, m mood);
--- plan
create type 'mood'
change the type of column 't.m' from text to public.mood
--- options
one-way

=== a sequence is created and changed
--- from
CREATE SEQUENCE a;
--- to
CREATE SEQUENCE a INCREMENT BY 10 CACHE 5;
CREATE SEQUENCE b AS smallint START 100 CYCLE;
--- plan
change sequence 'a'
create sequence 'b'

=== an extension
--- from
CREATE TABLE t(id int PRIMARY KEY);
--- to
CREATE TABLE t(id int PRIMARY KEY);
CREATE EXTENSION plpgsql;
--- plan
refused: extension "plpgsql" already exists

=== a schema with a table
--- from
CREATE TABLE t(id int PRIMARY KEY);
--- to
CREATE TABLE t(id int PRIMARY KEY);
CREATE SCHEMA sales;
CREATE TABLE sales.orders(id int PRIMARY KEY, t_id int REFERENCES t);
--- plan
create schema 'sales'
create table 'sales.orders'
add primary key 'sales.orders.orders_pkey'
add foreign key 'sales.orders.orders_t_id_fkey'
--- options
one-way

=== objects of a schema that is not declared stay even with pruning
--- from
CREATE TABLE t(id int PRIMARY KEY);
CREATE SCHEMA other;
CREATE TABLE other.x(id int);
--- rows
INSERT INTO other.x VALUES (1);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
--- options
prune
one-way
--- plan
add column 't.n'
--- check
SELECT count(*) = 1 FROM other.x

=== an empty schema that is not declared is pruned
--- from
CREATE SCHEMA other;
CREATE TABLE t(id int PRIMARY KEY);
--- to
CREATE TABLE t(id int PRIMARY KEY);
--- options
prune
--- plan
drop schema 'other'
