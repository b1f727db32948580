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
