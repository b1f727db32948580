=== a table that has no columns
--- from
--- to
CREATE TABLE t();
--- plan
?

=== a table with every property at once
--- from
--- to
CREATE TABLE p(id int PRIMARY KEY);
CREATE TABLE t(id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, p_id int NOT NULL REFERENCES p ON DELETE CASCADE, n int DEFAULT 3 CHECK (n > 0), s text COLLATE "C" UNIQUE, g int GENERATED ALWAYS AS (n * 2) STORED);
CREATE INDEX t_n ON t(n);
COMMENT ON TABLE t IS 'all';
--- plan
?

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
?

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
?

=== a renamed table keeps its rows, keys and sequence
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
?
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
?
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
?
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
?

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
?

=== row-level security goes
--- from
CREATE TABLE t(id int);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE TABLE t(id int);
--- plan
?

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
?

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
?

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
?

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
?

=== a restrictive policy
--- from
CREATE TABLE t(id int);
CREATE POLICY p ON t USING (true);
--- to
CREATE TABLE t(id int);
CREATE POLICY p ON t AS RESTRICTIVE USING (true);
--- plan
?

=== a policy for a role
--- from
CREATE TABLE t(id int);
CREATE POLICY p ON t USING (true);
--- to
CREATE TABLE t(id int);
CREATE POLICY p ON t TO postgres USING (true);
--- plan
?

=== a policy goes
--- options
prune
--- from
CREATE TABLE t(id int);
CREATE POLICY p ON t USING (true);
--- to
CREATE TABLE t(id int);
--- plan
?

=== replica identity is full
--- from
CREATE TABLE t(id int);
--- to
CREATE TABLE t(id int);
ALTER TABLE t REPLICA IDENTITY FULL;
--- plan
?

=== replica identity goes back to the default
--- from
CREATE TABLE t(id int PRIMARY KEY);
ALTER TABLE t REPLICA IDENTITY NOTHING;
--- to
CREATE TABLE t(id int PRIMARY KEY);
--- plan
?

=== a comment of a table changes
--- from
CREATE TABLE t(id int);
COMMENT ON TABLE t IS 'a';
--- to
CREATE TABLE t(id int);
COMMENT ON TABLE t IS 'b';
--- plan
?

=== privileges of a table are taken
--- from
CREATE TABLE t(id int);
GRANT SELECT, INSERT ON t TO PUBLIC;
--- to
CREATE TABLE t(id int);
GRANT SELECT ON t TO PUBLIC;
--- plan
?

=== a privilege that may be given on
--- from
CREATE TABLE t(id int);
GRANT SELECT ON t TO pg_monitor;
--- to
CREATE TABLE t(id int);
GRANT SELECT ON t TO pg_monitor WITH GRANT OPTION;
--- plan
?

=== partitions by hash
--- from
--- to
CREATE TABLE t(id int) PARTITION BY HASH (id);
CREATE TABLE t0 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE t1 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 1);
--- plan
?

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
?

=== a partition that has partitions
--- from
--- to
CREATE TABLE t(id int, day date) PARTITION BY RANGE (day);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-02-01') PARTITION BY LIST (id);
CREATE TABLE t11 PARTITION OF t1 FOR VALUES IN (1);
--- plan
?

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
?
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
?
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
?

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
?

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
?

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
?
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
?
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
?

=== a table in another schema of the same name
--- from
CREATE TABLE t(id int);
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE TABLE t(id int);
CREATE SCHEMA s;
CREATE TABLE s.t(id text);
--- plan
?

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
?
