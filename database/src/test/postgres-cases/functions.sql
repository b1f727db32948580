=== a function is created and used by a default
--- from
CREATE TABLE t(id int PRIMARY KEY);
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE FUNCTION answer() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 42';
CREATE TABLE t(id int PRIMARY KEY, n int DEFAULT answer());
--- plan
create function 'answer()'
add column 't.n'
--- check
SELECT n = 42 FROM t

=== the body of a function is changed
--- from
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a';
--- to
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a + 1';
--- plan
change function 'f(integer)'

=== a function returns another type under a default and a view
--- from
CREATE FUNCTION f() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE TABLE t(id int PRIMARY KEY, n bigint DEFAULT f());
CREATE VIEW v AS SELECT f() AS f;
--- rows
INSERT INTO t(id) VALUES (1);
--- to
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 1::bigint';
CREATE TABLE t(id int PRIMARY KEY, n bigint DEFAULT f());
CREATE VIEW v AS SELECT f() AS f;
--- plan
drop view 'v'
take the default of column 't.n' for a while
drop function 'f()'
create function 'f()'
set the default of column 't.n'
create view 'v'

=== overloads are different functions
--- from
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
--- to
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 2';
--- plan
create function 'f(text)'

=== a procedure
--- from
CREATE TABLE t(id int PRIMARY KEY);
--- to
CREATE TABLE t(id int PRIMARY KEY);
CREATE PROCEDURE p(n int) LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (n); END $$;
COMMENT ON PROCEDURE p(int) IS 'adds';
--- plan
create function 'p(integer)'

=== a function with a body of statements
--- from
CREATE TABLE t(id int PRIMARY KEY);
--- to
CREATE TABLE t(id int PRIMARY KEY);
CREATE FUNCTION total() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM t; END;
--- plan
create function 'total()'

=== a function that only its body needs is created before its table
--- from
CREATE TABLE x(id int);
--- to
CREATE TABLE x(id int);
CREATE TABLE t(id int PRIMARY KEY);
CREATE FUNCTION total() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM t';
--- plan
create function 'total()'
create table 't'
add primary key 't.t_pkey'

=== privileges of a function
--- from
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
--- to
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
REVOKE ALL ON FUNCTION f() FROM PUBLIC;
--- plan
change the privileges of function 'f()'
--- options
one-way
--- check
SELECT NOT has_function_privilege('public', 'f()', 'EXECUTE')

=== a trigger is created
--- from
CREATE TABLE t(id int PRIMARY KEY, n int);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER t_touch BEFORE UPDATE OF n ON t FOR EACH ROW WHEN (OLD.n IS DISTINCT FROM NEW.n) EXECUTE FUNCTION touch();
--- plan
create function 'touch()'
create trigger 't.t_touch'

=== a column of a trigger is changed
--- from
CREATE TABLE t(id int PRIMARY KEY, n int);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER t_touch BEFORE UPDATE OF n ON t FOR EACH ROW EXECUTE FUNCTION touch();
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, n bigint);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER t_touch BEFORE UPDATE OF n ON t FOR EACH ROW EXECUTE FUNCTION touch();
--- plan
drop trigger 't.t_touch'
change the type of column 't.n' from integer to bigint
create trigger 't.t_touch'

=== a trigger is disabled
--- from
CREATE TABLE t(id int PRIMARY KEY);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER t_touch BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch();
--- to
CREATE TABLE t(id int PRIMARY KEY);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER t_touch BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE t DISABLE TRIGGER t_touch;
--- plan
disable trigger 't.t_touch'

=== an event trigger
--- from
CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
--- to
CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER on_table ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION watch();
--- plan
create event trigger 'on_table'
