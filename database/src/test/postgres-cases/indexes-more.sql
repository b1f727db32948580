=== an index of two columns and an order
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(v DESC NULLS LAST, s);
--- plan
create index 'i'

=== the order of an index changes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(v);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(v DESC);
--- plan
drop index 'i'
create index 'i'

=== an index gets a condition
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(v);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(v) WHERE v > 1;
--- plan
drop index 'i'
create index 'i'

=== an index loses its condition
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(v) WHERE v > 1;
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(v);
--- plan
drop index 'i'
create index 'i'

=== an index becomes unique
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(v);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE UNIQUE INDEX i ON t(v);
--- plan
drop index 'i'
create index 'i'

=== duplicates forbid that an index becomes unique
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(v);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 1, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE UNIQUE INDEX i ON t(v);
--- plan
refused: cannot make 'i' unique: 2 of 2 rows have the same v as another (id '1', v '1'; id '2', v '1'); make them different, or delete what is there twice

=== an index includes columns
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(v);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(v) INCLUDE (s);
--- plan
drop index 'i'
create index 'i'

=== an index over an expression changes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(lower(s));
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(upper(s));
--- plan
drop index 'i'
create index 'i'

=== an index by hash
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t USING hash (s);
--- plan
create index 'i'

=== an index by brin
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t USING brin (v);
--- plan
create index 'i'

=== an index by gin over words
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t USING gin (to_tsvector('simple', s));
--- plan
create index 'i'

=== an index by gist over a range
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t USING gist (int4range(v, v + 1));
--- plan
create index 'i'

=== an index by spgist
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t USING spgist (s);
--- plan
create index 'i'

=== the access method of an index changes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t USING hash (s);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t USING btree (s);
--- plan
drop index 'i'
create index 'i'

=== an operator class of an index changes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(s);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(s text_pattern_ops);
--- plan
drop index 'i'
create index 'i'

=== a collation of an index changes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(s);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(s COLLATE "C");
--- plan
drop index 'i'
create index 'i'

=== a fill factor of an index
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(v);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(v) WITH (fillfactor = 70);
--- plan
drop index 'i'
create index 'i'

=== an index takes the name of another
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX a ON t(v);
CREATE INDEX b ON t(s);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX b ON t(v);
CREATE INDEX a ON t(s);
--- plan
drop index 'a'
drop index 'b'
create index 'a'
create index 'b'

=== an index with a name that needs quotes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX "An Index" ON t(v);
--- plan
create index 'An Index'

=== a unique index that NULL cannot be in twice
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE UNIQUE INDEX i ON t(v) NULLS NOT DISTINCT;
--- plan
create index 'i'

=== a comment of an index changes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(v);
COMMENT ON INDEX i IS 'a';
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(v);
COMMENT ON INDEX i IS 'b';
--- plan
change the comment of index 'i'

=== an index that is pruned
--- options
prune
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
CREATE INDEX i ON t(v);
CREATE UNIQUE INDEX j ON t(s);
--- rows
INSERT INTO t VALUES (1, 1, 'a'), (2, 2, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, s text);
--- plan
drop index 'i'
drop index 'j'

=== an index of a partitioned table
--- from
CREATE TABLE t(id int, v int) PARTITION BY LIST (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int, v int) PARTITION BY LIST (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
CREATE INDEX i ON t(v);
--- plan
create index 'i'

=== an index of one partition
--- from
CREATE TABLE t(id int, v int) PARTITION BY LIST (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int, v int) PARTITION BY LIST (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
CREATE INDEX i ON t1(v);
--- plan
create index 'i'

=== an index of a materialised view
--- from
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE MATERIALIZED VIEW m AS SELECT id, v FROM t;
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE MATERIALIZED VIEW m AS SELECT id, v FROM t;
CREATE UNIQUE INDEX m_id ON m(id);
--- plan
create index 'm_id'

=== an index moves to another table
--- from
CREATE TABLE a(v int);
CREATE TABLE b(v int);
CREATE INDEX i ON a(v);
--- rows
INSERT INTO a VALUES (1);
INSERT INTO b VALUES (1);
--- to
CREATE TABLE a(v int);
CREATE TABLE b(v int);
CREATE INDEX i ON b(v);
--- plan
drop index 'i'
create index 'i'
