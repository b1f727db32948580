=== a table that has no columns
--- from
--- to
CREATE TABLE t();
--- plan
create table 't'

=== a table with every property at once
--- from
--- to
CREATE TABLE p(id int PRIMARY KEY);
CREATE TABLE t(id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, p_id int NOT NULL REFERENCES p ON DELETE CASCADE, n int DEFAULT 3 CHECK (n > 0), s text COLLATE "C" UNIQUE, g int GENERATED ALWAYS AS (n * 2) STORED);
CREATE INDEX t_n ON t(n);
COMMENT ON TABLE t IS 'all';
--- plan
create table 'p'
create table 't'
add primary key 'p.p_pkey'
add primary key 't.t_pkey'
add unique 't.t_s_key'
add check 't.t_n_check'
create index 't_n'
add foreign key 't.t_p_id_fkey'

=== a table with rows is dropped only when it is pruned
--- options
prune
--- from
CREATE TABLE a(id int);
CREATE TABLE b(id int);
--- rows
INSERT INTO a VALUES (1);
--- to
CREATE TABLE b(id int);
--- plan
drop table 'a'

=== tables that refer to each other are pruned
--- options
prune
--- from
CREATE TABLE a(id int PRIMARY KEY, b_id int);
CREATE TABLE b(id int PRIMARY KEY, a_id int REFERENCES a);
ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b;
CREATE TABLE k(id int);
--- to
CREATE TABLE k(id int);
--- plan
drop foreign key 'a.a_b_id_fkey'
drop foreign key 'b.b_a_id_fkey'
drop table 'a'
drop table 'b'

=== a renamed table keeps its rows, keys and sequence
--- options
one-way
--- from
CREATE TABLE a(id serial PRIMARY KEY, v text);
CREATE TABLE c(a_id int REFERENCES a);
--- rows
INSERT INTO a(v) VALUES ('x');
INSERT INTO c VALUES (1);
--- to
-- cairn: renamed_from=a
CREATE TABLE b(id serial PRIMARY KEY, v text);
CREATE TABLE c(a_id int REFERENCES b);
--- plan
rename table 'a' to 'b'
rename sequence 'a_id_seq' to 'b_id_seq'
rename primary key 'b.a_pkey' to 'b_pkey'
--- check
SELECT v = 'x' FROM b

=== a renamed table gets a column
--- from
CREATE TABLE a(id int PRIMARY KEY);
--- rows
INSERT INTO a VALUES (1);
--- to
-- cairn: renamed_from=a
CREATE TABLE b(id int PRIMARY KEY, v int DEFAULT 2);
--- plan
rename table 'a' to 'b'
add column 'b.v'
rename primary key 'b.a_pkey' to 'b_pkey'
--- check
SELECT v = 2 FROM b

=== an unlogged table becomes logged
--- from
CREATE UNLOGGED TABLE t(id int);
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE TABLE t(id int);
--- plan
make table 't' logged
--- check
SELECT count(*) = 1 FROM t

=== options of a table change and go
--- from
CREATE TABLE t(id int) WITH (fillfactor = 70, autovacuum_enabled = false);
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE TABLE t(id int) WITH (fillfactor = 80);
--- plan
set options of table 't'
take options from table 't'

=== row-level security is forced
--- from
CREATE TABLE t(id int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE TABLE t(id int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
ALTER TABLE t FORCE ROW LEVEL SECURITY;
--- plan
change row-level security of table 't' for its owner

=== row-level security goes
--- from
CREATE TABLE t(id int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE TABLE t(id int);
--- plan
change row-level security of table 't'

=== a policy for reads
--- from
CREATE TABLE t(id int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE TABLE t(id int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t FOR SELECT USING (id > 0);
--- plan
create policy 't.p'

=== a policy for inserts
--- from
CREATE TABLE t(id int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE TABLE t(id int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t FOR INSERT WITH CHECK (id > 0);
--- plan
create policy 't.p'

=== a policy for updates
--- from
CREATE TABLE t(id int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE TABLE t(id int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t FOR UPDATE USING (id > 0) WITH CHECK (id > 1);
--- plan
create policy 't.p'

=== a policy for deletes
--- from
CREATE TABLE t(id int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE TABLE t(id int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t FOR DELETE USING (id > 0);
--- plan
create policy 't.p'

=== a restrictive policy
--- from
CREATE TABLE t(id int);
CREATE POLICY p ON t USING (true);
--- to
CREATE TABLE t(id int);
CREATE POLICY p ON t AS RESTRICTIVE USING (true);
--- plan
drop policy 't.p'
create policy 't.p'

=== a policy for a role
--- from
CREATE TABLE t(id int);
CREATE POLICY p ON t USING (true);
--- to
CREATE TABLE t(id int);
CREATE POLICY p ON t TO postgres USING (true);
--- plan
drop policy 't.p'
create policy 't.p'

=== a policy goes
--- options
prune
--- from
CREATE TABLE t(id int);
CREATE POLICY p ON t USING (true);
--- to
CREATE TABLE t(id int);
--- plan
drop policy 't.p'

=== replica identity is full
--- from
CREATE TABLE t(id int);
--- to
CREATE TABLE t(id int);
ALTER TABLE t REPLICA IDENTITY FULL;
--- plan
change the replica identity of table 't'

=== replica identity goes back to the default
--- from
CREATE TABLE t(id int PRIMARY KEY);
ALTER TABLE t REPLICA IDENTITY NOTHING;
--- to
CREATE TABLE t(id int PRIMARY KEY);
--- plan
change the replica identity of table 't'

=== a comment of a table changes
--- from
CREATE TABLE t(id int);
COMMENT ON TABLE t IS 'a';
--- to
CREATE TABLE t(id int);
COMMENT ON TABLE t IS 'b';
--- plan
change the comment of table 't'

=== privileges of a table are taken
--- from
CREATE TABLE t(id int);
GRANT SELECT, INSERT ON t TO PUBLIC;
--- to
CREATE TABLE t(id int);
GRANT SELECT ON t TO PUBLIC;
--- plan
change the privileges of table 't'

=== a privilege that may be given on
--- from
CREATE TABLE t(id int);
GRANT SELECT ON t TO pg_monitor;
--- to
CREATE TABLE t(id int);
GRANT SELECT ON t TO pg_monitor WITH GRANT OPTION;
--- plan
change the privileges of table 't'

=== partitions by hash
--- from
--- to
CREATE TABLE t(id int) PARTITION BY HASH (id);
CREATE TABLE t0 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE t1 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 1);
--- plan
create table 't'
create table 't0'
create table 't1'

=== a default partition comes
--- from
CREATE TABLE t(id int, day date) PARTITION BY RANGE (day);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
--- rows
INSERT INTO t VALUES (1, '2026-01-05');
--- to
CREATE TABLE t(id int, day date) PARTITION BY RANGE (day);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE t2 PARTITION OF t DEFAULT;
--- plan
create table 't2'

=== a partition that has partitions
--- from
--- to
CREATE TABLE t(id int, day date) PARTITION BY RANGE (day);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-02-01') PARTITION BY LIST (id);
CREATE TABLE t11 PARTITION OF t1 FOR VALUES IN (1);
--- plan
create table 't'
create table 't1'
create table 't11'

=== a table becomes a partition
--- from
CREATE TABLE t(id int, day date) PARTITION BY RANGE (day);
CREATE TABLE t1(id int, day date);
--- rows
INSERT INTO t1 VALUES (1, '2026-01-05');
--- to
CREATE TABLE t(id int, day date) PARTITION BY RANGE (day);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
--- plan
make 't1' a partition
--- check
SELECT count(*) = 1 FROM t

=== a partition becomes a table of its own
--- from
CREATE TABLE t(id int, day date) PARTITION BY RANGE (day);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
--- rows
INSERT INTO t VALUES (1, '2026-01-05');
--- to
CREATE TABLE t(id int, day date) PARTITION BY RANGE (day);
CREATE TABLE t1(id int, day date);
--- plan
take partition 't1' out of its table
--- check
SELECT count(*) = 1 FROM t1

=== a partition with rows is pruned
--- options
prune
--- from
CREATE TABLE t(id int, day date) PARTITION BY RANGE (day);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE t2 PARTITION OF t DEFAULT;
--- rows
INSERT INTO t VALUES (1, '2026-01-05');
--- to
CREATE TABLE t(id int, day date) PARTITION BY RANGE (day);
CREATE TABLE t2 PARTITION OF t DEFAULT;
--- plan
drop table 't1'

=== rows outside of new bounds of a partition forbid them
--- from
CREATE TABLE t(id int, day date) PARTITION BY RANGE (day);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
--- rows
INSERT INTO t VALUES (1, '2026-01-05');
--- to
CREATE TABLE t(id int, day date) PARTITION BY RANGE (day);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-10') TO ('2026-02-01');
--- plan
refused: cannot make 't1' a partition: 1 of 1 row are outside of its bound (row '(0,1)')

=== rows of the default partition that belong to a new one are named
--- from
CREATE TABLE t(id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE rest PARTITION OF t DEFAULT;
--- rows
INSERT INTO t VALUES (1, '2026-01-05'), (2, '2026-02-05'), (3, '2025-12-31');
--- to
CREATE TABLE t(id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE rest PARTITION OF t DEFAULT;
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
--- plan
refused: cannot make 't1' a partition: 1 of 3 rows of the default partition belong to it (id '1', day '2026-01-05')

=== a new partition beside a default partition without its rows
--- from
CREATE TABLE t(id int, day date) PARTITION BY RANGE (day);
CREATE TABLE rest PARTITION OF t DEFAULT;
--- rows
INSERT INTO t VALUES (1, '2026-03-05'), (2, NULL);
--- to
CREATE TABLE t(id int, day date) PARTITION BY RANGE (day);
CREATE TABLE rest PARTITION OF t DEFAULT;
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
--- plan
create table 't1'
--- check
SELECT count(*) = 2 FROM rest

=== rows of a table that do not fit into a partition are named
--- from
CREATE TABLE t(id int, kind text) PARTITION BY LIST (kind);
CREATE TABLE t1(id int, kind text);
--- rows
INSERT INTO t1 VALUES (1, 'a'), (2, 'b'), (3, NULL);
--- to
CREATE TABLE t(id int, kind text) PARTITION BY LIST (kind);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN ('a');
--- plan
refused: cannot make 't1' a partition: 2 of 3 rows are outside of its bound (row '(0,2)'; row '(0,3)')

=== one of two options of a table changes
--- from
CREATE TABLE t(id int, v text) WITH (fillfactor=70, autovacuum_enabled=false);
--- rows
INSERT INTO t VALUES (1, 'a');
--- to
CREATE TABLE t(id int, v text) WITH (fillfactor=80, autovacuum_enabled=false, toast.autovacuum_enabled=false);
--- plan
set options of table 't'
--- check
SELECT count(*) = 1 FROM t

=== the options of a view are in another order
--- from
CREATE TABLE t(id int);
CREATE VIEW v WITH (security_barrier=true, check_option=local) AS SELECT id FROM t WHERE id > 0;
--- to
CREATE TABLE t(id int);
CREATE VIEW v WITH (check_option=local, security_barrier=true) AS SELECT id FROM t WHERE id > 0;
CREATE TABLE more(id int);
--- plan
create table 'more'

=== a typed table that is not there cannot be made
--- from
CREATE TYPE pair AS (a int, b int);
--- to
CREATE TYPE pair AS (a int, b int);
CREATE TABLE t OF pair;
--- plan
refused: 'typed table public.t': Cairn does not manage objects of this kind

=== the options of a column that are not there cannot be set
--- from
CREATE TABLE t(id int);
--- to
CREATE TABLE t(id int);
ALTER TABLE t ALTER id SET (n_distinct = 5);
--- plan
refused: 'options of a column public.t.id': Cairn does not manage objects of this kind

=== a column is added to a table that is clustered and has options of a column
--- from
CREATE TABLE t(id int PRIMARY KEY);
ALTER TABLE t CLUSTER ON t_pkey;
ALTER TABLE t ALTER id SET (n_distinct = -0.5);
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
ALTER TABLE t CLUSTER ON t_pkey;
ALTER TABLE t ALTER id SET (n_distinct = -0.5);
--- plan
add column 't.n'
--- check
SELECT bool_and(indisclustered) FROM pg_index WHERE indrelid = 't'::regclass

=== the index by which a table is clustered is not made again while that is not declared
--- from
CREATE TABLE t(id int, n int);
CREATE INDEX t_i ON t(id);
ALTER TABLE t CLUSTER ON t_i;
--- to
CREATE TABLE t(id int, n int);
CREATE INDEX t_i ON t(id, n);
--- plan
refused: 'clustering public.t by public.t_i' was to stay and is gone

=== a partition has a default of its own
--- from
CREATE TABLE t(id int, day date) PARTITION BY RANGE (day);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
--- rows
INSERT INTO t VALUES (1, '2026-01-05');
--- to
CREATE TABLE t(id int, day date) PARTITION BY RANGE (day);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
ALTER TABLE t1 ALTER COLUMN id SET DEFAULT 5;
--- plan
set the default of column 't1.id'

=== a table inherits from two
--- from
CREATE TABLE a(x int);
CREATE TABLE b(y int);
CREATE TABLE c(x int, y int);
--- rows
INSERT INTO c VALUES (1, 2);
--- to
CREATE TABLE a(x int);
CREATE TABLE b(y int);
CREATE TABLE c() INHERITS (a, b);
--- plan
let table 'c' inherit
let table 'c' inherit
--- check
SELECT count(*) = 1 FROM a

=== a table inherits no more
--- from
CREATE TABLE a(x int);
CREATE TABLE c(z int) INHERITS (a);
--- rows
INSERT INTO c VALUES (1, 2);
--- to
CREATE TABLE a(x int);
CREATE TABLE c(x int, z int);
--- plan
end the inheritance of table 'c'
--- check
SELECT x = 1 FROM c

=== the statistics of a table change
--- from
CREATE TABLE t(a int, b int);
CREATE STATISTICS s (ndistinct) ON a, b FROM t;
--- to
CREATE TABLE t(a int, b int);
CREATE STATISTICS s (dependencies) ON a, b FROM t;
--- plan
drop statistics 's'
create statistics 's'

=== a table in another schema of the same name
--- options
one-way
--- from
CREATE TABLE t(id int);
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE TABLE t(id int);
CREATE SCHEMA s;
CREATE TABLE s.t(id text);
--- plan
create schema 's'
create table 's.t'

=== a foreign key between schemas
--- from
CREATE SCHEMA s;
CREATE TABLE s.p(id int PRIMARY KEY);
CREATE TABLE t(p_id int);
--- rows
INSERT INTO s.p VALUES (1);
INSERT INTO t VALUES (1);
--- to
CREATE SCHEMA s;
CREATE TABLE s.p(id int PRIMARY KEY);
CREATE TABLE t(p_id int REFERENCES s.p);
--- plan
add foreign key 't.t_p_id_fkey'
