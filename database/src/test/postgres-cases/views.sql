=== a view is created on a view
--- from
CREATE TABLE t(id int PRIMARY KEY, n int);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
CREATE VIEW z AS SELECT id, n FROM t;
CREATE VIEW a AS SELECT n FROM z;
--- plan
create view 'z'
create view 'a'

=== a view gets a column
--- from
CREATE TABLE t(id int PRIMARY KEY, n int);
CREATE VIEW v AS SELECT id FROM t;
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
CREATE VIEW v AS SELECT id, n FROM t;
--- plan
change view 'v'

=== a view loses a column that another view does not use
--- from
CREATE TABLE t(id int PRIMARY KEY, n int);
CREATE VIEW v AS SELECT id, n FROM t;
CREATE VIEW w AS SELECT id FROM v;
GRANT SELECT ON w TO PUBLIC;
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
CREATE VIEW v AS SELECT id FROM t;
CREATE VIEW w AS SELECT id FROM v;
--- plan
drop view 'w'
drop view 'v'
create view 'v'
create view 'w'
--- check
SELECT has_table_privilege('public', 'w', 'SELECT')

=== a column under an undeclared view is changed
--- from
CREATE TABLE t(id int PRIMARY KEY, n int);
CREATE VIEW other AS SELECT n FROM t;
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, n bigint);
--- options
one-way
--- plan
drop view 'other'
change the type of column 't.n' from integer to bigint
create view 'other'

=== options of a view
--- from
CREATE TABLE t(id int PRIMARY KEY);
CREATE VIEW v AS SELECT id FROM t;
--- to
CREATE TABLE t(id int PRIMARY KEY);
CREATE VIEW v WITH (security_barrier = true) AS SELECT id FROM t WITH LOCAL CHECK OPTION;
--- plan
change view 'v'

=== a materialised view with an index is changed
--- from
CREATE TABLE t(id int PRIMARY KEY, n int);
CREATE MATERIALIZED VIEW m AS SELECT id FROM t;
CREATE UNIQUE INDEX m_id ON m(id);
--- rows
INSERT INTO t VALUES (1, 5);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
CREATE MATERIALIZED VIEW m AS SELECT id, n FROM t;
CREATE UNIQUE INDEX m_id ON m(id);
--- plan
drop index 'm_id'
drop materialized view 'm'
create materialized view 'm'
create index 'm_id'
--- check
SELECT count(*) = 1 FROM m

=== a column under a materialised view is changed
--- from
CREATE TABLE t(id int PRIMARY KEY, n int);
CREATE MATERIALIZED VIEW m AS SELECT n FROM t;
--- rows
INSERT INTO t VALUES (1, 5);
--- to
CREATE TABLE t(id int PRIMARY KEY, n numeric);
CREATE MATERIALIZED VIEW m AS SELECT n FROM t;
--- plan
drop materialized view 'm'
change the type of column 't.n' from integer to numeric
create materialized view 'm'

=== a view becomes a table
--- from
CREATE TABLE t(id int PRIMARY KEY);
CREATE VIEW v AS SELECT id FROM t;
--- to
CREATE TABLE t(id int PRIMARY KEY);
CREATE TABLE v(id int);
--- options
prune
--- plan
drop view 'v'
create table 'v'

=== a rule
--- from
CREATE TABLE t(id int PRIMARY KEY);
CREATE VIEW v AS SELECT id FROM t;
--- to
CREATE TABLE t(id int PRIMARY KEY);
CREATE VIEW v AS SELECT id FROM t;
CREATE RULE v_insert AS ON INSERT TO v DO INSTEAD INSERT INTO t VALUES (NEW.id);
--- plan
create rule 'v.v_insert'

=== a comment on a view and its privileges
--- from
CREATE TABLE t(id int PRIMARY KEY);
CREATE VIEW v AS SELECT id FROM t;
--- to
CREATE TABLE t(id int PRIMARY KEY);
CREATE VIEW v AS SELECT id FROM t;
COMMENT ON VIEW v IS 'ids';
GRANT SELECT ON v TO PUBLIC;
--- plan
change the comment of view 'v'
change the privileges of view 'v'
--- options
one-way
