=== a table is created
--- from
CREATE TABLE a(id int PRIMARY KEY);
--- rows
INSERT INTO a SELECT generate_series(1, 5);
--- to
CREATE TABLE a(id int PRIMARY KEY);
CREATE TABLE b(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a_id int NOT NULL REFERENCES a, note text DEFAULT 'x');
--- plan
create table 'b'
add primary key 'b.b_pkey'
add foreign key 'b.b_a_id_fkey'

=== tables that refer to each other are created
--- from
CREATE TABLE x(id int);
--- to
CREATE TABLE x(id int);
CREATE TABLE a(id int PRIMARY KEY, b_id int);
CREATE TABLE b(id int PRIMARY KEY, a_id int REFERENCES a);
ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b;
--- plan
create table 'a'
create table 'b'
add primary key 'a.a_pkey'
add primary key 'b.b_pkey'
add foreign key 'a.a_b_id_fkey'
add foreign key 'b.b_a_id_fkey'

=== an undeclared table stays
--- from
CREATE TABLE a(id int PRIMARY KEY);
CREATE TABLE b(id int);
--- rows
INSERT INTO b VALUES (1);
--- to
CREATE TABLE a(id int PRIMARY KEY, n int);
--- plan
add column 'a.n'
--- check
SELECT count(*) = 1 FROM b

=== an undeclared table is pruned
--- from
CREATE TABLE a(id int PRIMARY KEY);
CREATE TABLE b(id int, a_id int REFERENCES a);
--- rows
INSERT INTO a VALUES (1); INSERT INTO b VALUES (1, 1);
--- to
CREATE TABLE a(id int PRIMARY KEY);
--- options
prune
--- plan
drop table 'b'

=== a table is renamed
--- from
CREATE TABLE old(id serial PRIMARY KEY, name text);
CREATE VIEW v AS SELECT name FROM old;
--- rows
INSERT INTO old(name) VALUES ('a'), ('b');
--- to
-- cairn: renamed_from=old
CREATE TABLE new(id serial PRIMARY KEY, name text);
CREATE VIEW v AS SELECT name FROM new;
--- plan
rename table 'old' to 'new'
rename sequence 'old_id_seq' to 'new_id_seq'
rename primary key 'new.old_pkey' to 'new_pkey'
--- options
one-way
--- check
SELECT count(*) = 2 FROM new

=== a column is renamed
--- from
CREATE TABLE t(id int PRIMARY KEY, before text);
CREATE INDEX t_i ON t(before);
CREATE VIEW v AS SELECT before AS b FROM t;
--- rows
INSERT INTO t VALUES (1, 'a');
--- to
CREATE TABLE t(id int PRIMARY KEY, after text -- cairn: renamed_from=before
);
CREATE INDEX t_i ON t(after);
CREATE VIEW v AS SELECT after AS b FROM t;
--- plan
rename column 't.before' to 't.after'
--- options
one-way
--- check
SELECT after = 'a' FROM t

=== row-level security and policies
--- from
CREATE TABLE t(id int PRIMARY KEY, owner text);
--- to
CREATE TABLE t(id int PRIMARY KEY, owner text);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
ALTER TABLE t FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON t FOR SELECT TO PUBLIC USING (owner = current_user);
CREATE POLICY written ON t AS RESTRICTIVE FOR INSERT WITH CHECK (owner IS NOT NULL);
--- plan
change row-level security of table 't'
change row-level security of table 't' for its owner
create policy 't.own'
create policy 't.written'

=== a policy is changed
--- from
CREATE TABLE t(id int PRIMARY KEY, owner text);
CREATE POLICY own ON t USING (owner = current_user);
--- to
CREATE TABLE t(id int PRIMARY KEY, owner text);
CREATE POLICY own ON t USING (true);
--- plan
drop policy 't.own'
create policy 't.own'

=== a table becomes unlogged
--- from
CREATE TABLE t(id int PRIMARY KEY);
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE UNLOGGED TABLE t(id int PRIMARY KEY);
--- plan
make table 't' unlogged

=== options of a table
--- from
CREATE TABLE t(id int PRIMARY KEY) WITH (fillfactor = 90);
--- to
CREATE TABLE t(id int PRIMARY KEY) WITH (autovacuum_enabled = false);
--- plan
set options of table 't'
take options from table 't'

=== a comment and privileges of a table
--- from
CREATE TABLE t(id int PRIMARY KEY);
--- to
CREATE TABLE t(id int PRIMARY KEY);
COMMENT ON TABLE t IS 'things';
GRANT SELECT, INSERT ON t TO PUBLIC;
--- plan
change the comment of table 't'
change the privileges of table 't'
--- options
one-way

=== an undeclared comment stays
--- from
CREATE TABLE t(id int PRIMARY KEY);
COMMENT ON TABLE t IS 'mine';
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
--- plan
add column 't.n'
--- check
SELECT obj_description('t'::regclass) = 'mine'

=== replica identity
--- from
CREATE TABLE t(id int PRIMARY KEY);
--- to
CREATE TABLE t(id int PRIMARY KEY);
ALTER TABLE t REPLICA IDENTITY FULL;
--- plan
change the replica identity of table 't'

=== a partitioned table is created
--- from
CREATE TABLE x(id int);
--- to
CREATE TABLE x(id int);
CREATE TABLE m(id int, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE m_2025 PARTITION OF m FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE m_rest PARTITION OF m DEFAULT;
CREATE INDEX m_at ON m(at);
--- plan
create table 'm'
create table 'm_2025'
create table 'm_rest'
add primary key 'm.m_pkey'
create index 'm_at'

=== a partition is added and its table gets a column
--- from
CREATE TABLE m(id int, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE m_2025 PARTITION OF m FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
--- rows
INSERT INTO m VALUES (1, '2025-05-05');
--- to
CREATE TABLE m(id int, at date NOT NULL, n int DEFAULT 3) PARTITION BY RANGE (at);
CREATE TABLE m_2025 PARTITION OF m FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE m_2026 PARTITION OF m FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
--- plan
create table 'm_2026'
add column 'm.n'
--- check
SELECT n = 3 FROM m

=== a partition gets other bounds
--- from
CREATE TABLE m(id int, at int NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE m_a PARTITION OF m FOR VALUES FROM (0) TO (10);
--- rows
INSERT INTO m VALUES (1, 5);
--- to
CREATE TABLE m(id int, at int NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE m_a PARTITION OF m FOR VALUES FROM (0) TO (20);
--- plan
take partition 'm_a' out of its table
make 'm_a' a partition

=== a table cannot be partitioned in place
--- from
CREATE TABLE m(id int, at int NOT NULL);
--- to
CREATE TABLE m(id int, at int NOT NULL) PARTITION BY HASH (at);
--- plan
refused: a table cannot be partitioned in place, or in another way

=== a table inherits
--- from
CREATE TABLE parent(id int, name text);
--- to
CREATE TABLE parent(id int, name text);
CREATE TABLE child(extra int) INHERITS (parent);
--- plan
create table 'child'

=== a parent of inheritance gets a column
--- from
CREATE TABLE parent(id int);
CREATE TABLE child(extra int) INHERITS (parent);
--- rows
INSERT INTO child VALUES (1, 2);
--- to
CREATE TABLE parent(id int, name text DEFAULT 'x');
CREATE TABLE child(extra int) INHERITS (parent);
--- plan
add column 'parent.name'
--- check
SELECT name = 'x' FROM child

=== extended statistics
--- from
CREATE TABLE t(a int, b int);
--- to
CREATE TABLE t(a int, b int);
CREATE STATISTICS t_ab (dependencies) ON a, b FROM t;
--- plan
create statistics 't_ab'

=== names that need quotes
--- from
CREATE TABLE "Odd ""name"""(id int PRIMARY KEY);
--- rows
INSERT INTO "Odd ""name""" VALUES (1);
--- to
CREATE TABLE "Odd ""name"""(id int PRIMARY KEY, "Select" int NOT NULL DEFAULT 1, "ä ö" text);
CREATE INDEX "I x" ON "Odd ""name"""("Select");
--- plan
add column 'Odd "name".Select'
add column 'Odd "name".ä ö'
create index 'I x'

=== names that differ by case are two tables
--- from
CREATE TABLE t(id int);
--- to
CREATE TABLE t(id int);
CREATE TABLE "T"(id int);
--- plan
create table 'T'

=== a name that is too long
--- from
CREATE TABLE t(id int);
--- to
CREATE TABLE t(id int, a_name_of_more_than_sixty_three_bytes_that_the_server_would_cut_off_silently int);
--- plan
refused: PostgreSQL keeps 63

=== data has no place in a definition
--- from
CREATE TABLE t(id int);
--- to
CREATE TABLE t(id int);
INSERT INTO t VALUES (1);
--- plan
refused: changes of data belong in a migration

=== what belongs to the server has no place in a definition
--- from
CREATE TABLE t(id int);
--- to
CREATE TABLE t(id int);
DROP DATABASE postgres;
--- plan
refused: a definition is about one database, and DATABASE reaches beyond it

=== another dialect
--- from
CREATE TABLE t(id int);
--- to
CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT);
--- plan
refused: line 1, column 39 of the statement: PostgreSQL refuses it: syntax error at or near "AUTOINCREMENT"

=== an aggregate is named and not made
--- from
CREATE TABLE t(id int);
--- to
CREATE TABLE t(id int);
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
--- plan
refused: Cairn does not manage objects of this kind
