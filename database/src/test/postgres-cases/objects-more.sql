=== an enum is created with its column
--- from
CREATE TABLE t(id int PRIMARY KEY);
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE t(id int PRIMARY KEY, m mood);
--- plan
create type 'mood'
add column 't.m'

=== an unused enum is pruned
--- options
prune
--- from
CREATE TYPE mood AS ENUM ('a');
CREATE TABLE t(id int);
--- to
CREATE TABLE t(id int);
--- plan
drop type 'mood'

=== an enum of a domain and a function gets a value
--- from
CREATE TYPE mood AS ENUM ('a');
CREATE DOMAIN d AS mood;
CREATE FUNCTION f(mood) RETURNS int LANGUAGE sql AS 'SELECT 1';
--- to
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE DOMAIN d AS mood;
CREATE FUNCTION f(mood) RETURNS int LANGUAGE sql AS 'SELECT 1';
--- plan
add the value 'b' to type 'mood'

=== the values of an enum change their order
--- from
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE TABLE t(id int PRIMARY KEY, m mood);
--- rows
INSERT INTO t VALUES (1, 'a'), (2, 'b');
--- to
CREATE TYPE mood AS ENUM ('b', 'a');
CREATE TABLE t(id int PRIMARY KEY, m mood);
--- plan
put the values of type 'mood' in another order
--- check
SELECT (SELECT m FROM t ORDER BY m LIMIT 1) = 'b'

=== a comment and privileges of a type
--- from
CREATE TYPE mood AS ENUM ('a');
--- to
CREATE TYPE mood AS ENUM ('a');
COMMENT ON TYPE mood IS 'x';
REVOKE USAGE ON TYPE mood FROM PUBLIC;
--- plan
change the comment of type 'mood'
change the privileges of type 'mood'

=== a composite type is created
--- from
--- to
CREATE TYPE pair AS (a int, b text COLLATE "C");
--- plan
create type 'pair'

=== a composite type loses an attribute that nothing holds
--- options
prune
--- from
CREATE TYPE pair AS (a int, b text);
--- to
CREATE TYPE pair AS (a int);
--- plan
drop the attribute "b" of type 'pair'

=== an attribute of a composite type changes its type
--- from
CREATE TYPE pair AS (a int, b text);
--- to
CREATE TYPE pair AS (a bigint, b text);
--- plan
change the type of the attribute "a" of type 'pair'

=== a domain gets a default
--- from
CREATE DOMAIN d AS int;
CREATE TABLE t(id int PRIMARY KEY, v d);
--- rows
INSERT INTO t VALUES (1, 2);
--- to
CREATE DOMAIN d AS int DEFAULT 4;
CREATE TABLE t(id int PRIMARY KEY, v d);
--- plan
change the default of domain 'd'

=== a domain loses a constraint
--- from
CREATE DOMAIN d AS int CONSTRAINT c CHECK (VALUE > 0);
CREATE TABLE t(id int PRIMARY KEY, v d);
--- rows
INSERT INTO t VALUES (1, 2);
--- to
CREATE DOMAIN d AS int;
CREATE TABLE t(id int PRIMARY KEY, v d);
--- plan
drop a constraint of domain 'd'

=== a domain over a domain
--- from
--- to
CREATE DOMAIN a AS int CHECK (VALUE > 0);
CREATE DOMAIN b AS a CHECK (VALUE < 9);
--- plan
create domain 'a'
create domain 'b'

=== a range type over a type of its own
--- from
--- to
CREATE TYPE floats AS RANGE (subtype = float8, subtype_diff = float8mi);
--- plan
create type 'floats'

=== a sequence gets other bounds
--- from
CREATE SEQUENCE s;
--- to
CREATE SEQUENCE s MINVALUE 1 MAXVALUE 1000 CYCLE CACHE 5;
--- plan
change sequence 's'

=== a sequence becomes smallint
--- from
CREATE SEQUENCE s;
--- to
CREATE SEQUENCE s AS smallint;
--- plan
change sequence 's'

=== a sequence goes on counting after a change
--- from
CREATE SEQUENCE s;
--- rows
SELECT nextval('s');
--- to
CREATE SEQUENCE s INCREMENT 10;
--- plan
change sequence 's'
--- check
SELECT nextval('s') > 1

=== a sequence belongs to a column
--- from
CREATE TABLE t(id int);
CREATE SEQUENCE s;
--- to
CREATE TABLE t(id int);
CREATE SEQUENCE s OWNED BY t.id;
--- plan
give sequence 's' its column

=== a sequence is pruned
--- options
prune
--- from
CREATE SEQUENCE s;
CREATE TABLE t(id int);
--- to
CREATE TABLE t(id int);
--- plan
drop sequence 's'

=== a sequence under a default is made again
--- options
prune
--- from
CREATE SEQUENCE s;
CREATE TABLE t(id int DEFAULT nextval('s'));
--- rows
INSERT INTO t DEFAULT VALUES;
--- to
CREATE SEQUENCE r;
CREATE TABLE t(id int DEFAULT nextval('r'));
--- plan
create sequence 'r'
set the default of column 't.id'
drop sequence 's'

=== a function becomes immutable
--- from
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
--- to
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
--- plan
change function 'f(integer)'

=== a function becomes strict and parallel safe
--- from
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
--- to
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql STRICT PARALLEL SAFE COST 5 AS 'SELECT $1';
--- plan
change function 'f(integer)'

=== a function of another language
--- from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a';
--- to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN a; END';
--- plan
change function 'f(integer)'

=== a function with the rights of its owner
--- from
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
--- to
CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS 'SELECT 1';
--- plan
change function 'f()'

=== a function gets a default for an argument
--- from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a';
--- to
CREATE FUNCTION f(a int DEFAULT 3) RETURNS int LANGUAGE sql AS 'SELECT a';
--- plan
drop function 'f(integer)'
create function 'f(integer)'

=== an argument of a function gets another name
--- from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT $1';
--- to
CREATE FUNCTION f(b int) RETURNS int LANGUAGE sql AS 'SELECT $1';
--- plan
drop function 'f(integer)'
create function 'f(integer)'

=== a function that returns a table
--- from
--- to
CREATE FUNCTION f() RETURNS TABLE(a int, b text) LANGUAGE sql AS 'SELECT 1, ''x''::text';
--- plan
create function 'f()'

=== a function that returns rows of a table
--- from
CREATE TABLE t(id int PRIMARY KEY);
--- to
CREATE TABLE t(id int PRIMARY KEY);
CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';
--- plan
create function 'f()'

=== a function with arguments of any number
--- from
--- to
CREATE FUNCTION f(VARIADIC a int[]) RETURNS int LANGUAGE sql AS 'SELECT cardinality(a)';
--- plan
create function 'f(integer[])'

=== a function over any type
--- from
--- to
CREATE FUNCTION f(anyelement) RETURNS anyelement LANGUAGE sql AS 'SELECT $1';
--- plan
create function 'f(anyelement)'

=== a function with arguments that go out
--- from
--- to
CREATE FUNCTION f(IN a int, OUT b int, INOUT c int) LANGUAGE sql AS 'SELECT a, c';
--- plan
create function 'f(integer, integer)'

=== a function becomes a procedure
--- from
CREATE FUNCTION f() RETURNS void LANGUAGE sql AS '';
--- to
CREATE PROCEDURE f() LANGUAGE sql AS '';
--- plan
drop function 'f()'
create function 'f()'

=== a function is pruned
--- options
prune
--- from
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TABLE t(id int);
--- to
CREATE TABLE t(id int);
--- plan
drop function 'f()'

=== a function under an index is changed
--- from
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TABLE t(id int);
CREATE INDEX i ON t(f(id));
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + 1';
CREATE TABLE t(id int);
CREATE INDEX i ON t(f(id));
--- plan
change function 'f(integer)'
fill index 'i' again

--- check
SELECT count(*) = 1 FROM t WHERE f(id) = 2

=== a function under a check returns another type
--- from
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TABLE t(id int CHECK (f(id) > 0));
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE FUNCTION f(int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1::bigint';
CREATE TABLE t(id int CHECK (f(id) > 0));
--- plan
drop check 't.t_id_check'
drop function 'f(integer)'
create function 'f(integer)'
add check 't.t_id_check'

=== a window function
--- from
--- to
CREATE FUNCTION f() RETURNS int LANGUAGE internal WINDOW AS 'window_row_number';
--- plan
create function 'f()'

=== a trigger after a statement
--- from
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
--- rows
INSERT INTO t VALUES (1, 2);
--- to
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE TRIGGER g AFTER INSERT OR DELETE ON t EXECUTE FUNCTION f();
--- plan
create trigger 't.g'

=== a trigger with a condition
--- from
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
--- rows
INSERT INTO t VALUES (1, 2);
--- to
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW WHEN (OLD.v IS DISTINCT FROM NEW.v) EXECUTE FUNCTION f();
--- plan
create trigger 't.g'

=== a trigger fires at another time
--- from
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
--- rows
INSERT INTO t VALUES (1, 2);
--- to
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
--- plan
drop trigger 't.g'
create trigger 't.g'

=== a constraint trigger
--- from
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
--- rows
INSERT INTO t VALUES (1, 2);
--- to
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE CONSTRAINT TRIGGER g AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION f();
--- plan
create trigger 't.g'

=== a trigger with arguments
--- from
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
--- rows
INSERT INTO t VALUES (1, 2);
--- to
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f('a', 'b');
--- plan
create trigger 't.g'

=== a trigger that sees the rows before and after
--- from
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
--- rows
INSERT INTO t VALUES (1, 2);
--- to
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE TRIGGER g AFTER UPDATE ON t REFERENCING OLD TABLE AS o NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION f();
--- plan
create trigger 't.g'

=== a trigger on a view
--- from
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE VIEW w AS SELECT id, v FROM t;
--- rows
INSERT INTO t VALUES (1, 2);
--- to
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE VIEW w AS SELECT id, v FROM t;
CREATE TRIGGER g INSTEAD OF INSERT ON w FOR EACH ROW EXECUTE FUNCTION f();
--- plan
create trigger 'w.g'

=== a trigger fires always
--- from
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
--- rows
INSERT INTO t VALUES (1, 2);
--- to
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
ALTER TABLE t ENABLE ALWAYS TRIGGER g;
--- plan
enable always trigger 't.g'

=== a trigger is pruned
--- options
prune
--- from
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
--- rows
INSERT INTO t VALUES (1, 2);
--- to
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
--- plan
drop trigger 't.g'

=== a comment of a trigger
--- from
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
--- rows
INSERT INTO t VALUES (1, 2);
--- to
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
COMMENT ON TRIGGER g ON t IS 'x';
--- plan
change the comment of trigger 't.g'

=== a trigger of a partitioned table
--- from
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int) PARTITION BY LIST (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int) PARTITION BY LIST (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
--- plan
create trigger 't.g'

=== an event trigger changes its tags
--- from
CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER g ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION e();
--- to
CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER g ON ddl_command_end WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION e();
--- plan
drop event trigger 'g'
create event trigger 'g'

=== an event trigger is disabled
--- from
CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER g ON sql_drop EXECUTE FUNCTION e();
--- to
CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER g ON sql_drop EXECUTE FUNCTION e();
ALTER EVENT TRIGGER g DISABLE;
--- plan
disable event trigger 'g'

=== the condition of a view changes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW w AS SELECT id FROM t WHERE v > 1;
--- rows
INSERT INTO t VALUES (1, 2, 'x');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW w AS SELECT id FROM t WHERE v > 2;
--- plan
change view 'w'

=== a column of a view gets another type
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW w AS SELECT v FROM t;
--- rows
INSERT INTO t VALUES (1, 2, 'x');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW w AS SELECT v::bigint AS v FROM t;
--- plan
drop view 'w'
create view 'w'

=== a column of a view gets another name
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW w AS SELECT v AS a FROM t;
--- rows
INSERT INTO t VALUES (1, 2, 'x');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW w AS SELECT v AS b FROM t;
--- plan
drop view 'w'
create view 'w'

=== a view with a check option
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW w AS SELECT id, v FROM t WHERE v > 0;
--- rows
INSERT INTO t VALUES (1, 2, 'x');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW w AS SELECT id, v FROM t WHERE v > 0 WITH LOCAL CHECK OPTION;
--- plan
change view 'w'

=== a view that hides rows
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW w AS SELECT id FROM t;
--- rows
INSERT INTO t VALUES (1, 2, 'x');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW w WITH (security_barrier) AS SELECT id FROM t;
--- plan
change view 'w'

=== a view over a query that recurs
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
--- rows
INSERT INTO t VALUES (1, 2, 'x');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE RECURSIVE VIEW w(n) AS VALUES (1) UNION ALL SELECT n + 1 FROM w WHERE n < 3;
--- plan
create view 'w'
--- check
SELECT count(*) = 3 FROM w

=== views on views change from the bottom
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW a AS SELECT v FROM t;
CREATE VIEW b AS SELECT v FROM a;
CREATE VIEW c AS SELECT v FROM b;
--- rows
INSERT INTO t VALUES (1, 2, 'x');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW a AS SELECT v::text AS v FROM t;
CREATE VIEW b AS SELECT v FROM a;
CREATE VIEW c AS SELECT v FROM b;
--- plan
drop view 'c'
drop view 'b'
drop view 'a'
create view 'a'
create view 'b'
create view 'c'

=== a view is pruned
--- options
prune
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW w AS SELECT id FROM t;
--- rows
INSERT INTO t VALUES (1, 2, 'x');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
--- plan
drop view 'w'

=== a view is dropped under one that stays
--- options
prune
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW a AS SELECT v FROM t;
CREATE VIEW b AS SELECT v FROM a;
--- rows
INSERT INTO t VALUES (1, 2, 'x');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW b AS SELECT v FROM t;
--- plan
drop view 'b'
drop view 'a'
create view 'b'

=== a default of a column of a view
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW w AS SELECT id, v FROM t;
--- rows
INSERT INTO t VALUES (1, 2, 'x');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW w AS SELECT id, v FROM t;
ALTER VIEW w ALTER COLUMN v SET DEFAULT 4;
--- plan
refused: Cairn does not manage objects of this kind

=== a materialised view without rows
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
--- rows
INSERT INTO t VALUES (1, 2, 'x');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE MATERIALIZED VIEW m AS SELECT id FROM t WITH NO DATA;
--- plan
create materialized view 'm'

=== a materialised view is created with rows
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
--- rows
INSERT INTO t VALUES (1, 2, 'x');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE MATERIALIZED VIEW m AS SELECT id FROM t;
--- plan
create materialized view 'm'
--- check
SELECT count(*) = 1 FROM m

=== a view becomes a materialised view
--- options
prune
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW m AS SELECT id FROM t;
--- rows
INSERT INTO t VALUES (1, 2, 'x');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE MATERIALIZED VIEW m AS SELECT id FROM t;
--- plan
drop view 'm'
create materialized view 'm'

=== options of a materialised view
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE MATERIALIZED VIEW m AS SELECT id FROM t;
--- rows
INSERT INTO t VALUES (1, 2, 'x');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE MATERIALIZED VIEW m WITH (fillfactor = 70) AS SELECT id FROM t;
--- plan
set options of materialized view 'm'

=== a materialised view on a materialised view changes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE MATERIALIZED VIEW a AS SELECT v FROM t;
CREATE MATERIALIZED VIEW b AS SELECT v FROM a;
--- rows
INSERT INTO t VALUES (1, 2, 'x');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE MATERIALIZED VIEW a AS SELECT v + 1 AS v FROM t;
CREATE MATERIALIZED VIEW b AS SELECT v FROM a;
--- plan
drop materialized view 'b'
drop materialized view 'a'
create materialized view 'a'
create materialized view 'b'
--- check
SELECT v = 3 FROM b

=== a rule changes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING;
--- rows
INSERT INTO t VALUES (1, 2, 'x');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE RULE r AS ON DELETE TO t WHERE OLD.id > 5 DO INSTEAD NOTHING;
--- plan
drop rule 't.r'
create rule 't.r'

=== privileges of a view change
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW w AS SELECT id FROM t;
GRANT SELECT ON w TO PUBLIC;
--- rows
INSERT INTO t VALUES (1, 2, 'x');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE VIEW w AS SELECT id FROM t;
GRANT SELECT ON w TO pg_monitor;
--- plan
change the privileges of view 'w'

=== a schema with a comment and privileges
--- from
--- to
CREATE SCHEMA s;
COMMENT ON SCHEMA s IS 'x';
GRANT USAGE ON SCHEMA s TO PUBLIC;
--- plan
create schema 's'

=== a schema with objects is pruned with them
--- options
prune
--- from
CREATE SCHEMA s;
CREATE SCHEMA k;
CREATE TABLE k.t(id int);
--- to
CREATE SCHEMA k;
CREATE TABLE k.t(id int);
--- plan
drop schema 's'

=== an extension of another schema
--- from
--- to
CREATE SCHEMA s;
CREATE EXTENSION citext SCHEMA s;
CREATE TABLE t(v s.citext);
--- plan
create schema 's'
create extension 'citext'
create table 't'

=== a type of an extension in a column
--- from
CREATE EXTENSION hstore;
CREATE TABLE t(id int PRIMARY KEY);
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE EXTENSION hstore;
CREATE TABLE t(id int PRIMARY KEY, h hstore);
--- plan
add column 't.h'

=== an operator class of an extension in an index
--- from
CREATE EXTENSION pg_trgm;
CREATE TABLE t(v text);
--- rows
INSERT INTO t VALUES ('x');
--- to
CREATE EXTENSION pg_trgm;
CREATE TABLE t(v text);
CREATE INDEX i ON t USING gin (v gin_trgm_ops);
--- plan
create index 'i'
