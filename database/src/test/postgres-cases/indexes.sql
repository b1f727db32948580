=== an index is created
--- from
CREATE TABLE t(id int PRIMARY KEY, n int);
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
CREATE INDEX t_n ON t(n DESC NULLS LAST) INCLUDE (id);
--- plan
create index 't_n'

=== an undeclared index stays
--- from
CREATE TABLE t(id int PRIMARY KEY, n int);
CREATE INDEX t_n ON t(n);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int, m int);
--- plan
add column 't.m'

=== an undeclared index is pruned
--- from
CREATE TABLE t(id int PRIMARY KEY, n int);
CREATE INDEX t_n ON t(n);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
--- options
prune
--- plan
drop index 't_n'

=== an index is changed
--- from
CREATE TABLE t(id int PRIMARY KEY, n int, m int);
CREATE INDEX t_n ON t(n);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int, m int);
CREATE INDEX t_n ON t(n, m) WHERE n > 5;
--- plan
drop index 't_n'
create index 't_n'

=== an index under another name is renamed
--- from
CREATE TABLE t(id int PRIMARY KEY, n int);
CREATE INDEX first ON t(n);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
CREATE INDEX second ON t(n);
--- plan
rename index 'first' to 'second'

=== duplicates forbid a unique index over an expression
--- from
CREATE TABLE t(id int PRIMARY KEY, mail text);
--- rows
INSERT INTO t VALUES (1, 'A@b'), (2, 'a@B');
--- to
CREATE TABLE t(id int PRIMARY KEY, mail text);
CREATE UNIQUE INDEX t_mail ON t(lower(mail));
--- plan
refused: cannot make 't_mail' unique: 2 of 2 rows have the same lower(mail) as another

=== duplicates outside of a partial unique index are allowed
--- from
CREATE TABLE t(id int PRIMARY KEY, code text, gone boolean);
--- rows
INSERT INTO t VALUES (1, 'a', true), (2, 'a', true), (3, 'a', false);
--- to
CREATE TABLE t(id int PRIMARY KEY, code text, gone boolean);
CREATE UNIQUE INDEX t_code ON t(code) WHERE NOT gone;
--- plan
create index 't_code'

=== indexes of other access methods
--- from
CREATE TABLE t(id int PRIMARY KEY, words tsvector, tags int[], at int);
--- to
CREATE TABLE t(id int PRIMARY KEY, words tsvector, tags int[], at int);
CREATE INDEX t_words ON t USING gin (words);
CREATE INDEX t_tags ON t USING gin (tags) WITH (fastupdate = off);
CREATE INDEX t_at ON t USING brin (at) WITH (pages_per_range = 32);
CREATE INDEX t_hash ON t USING hash (at);
--- plan
create index 't_at'
create index 't_hash'
create index 't_tags'
create index 't_words'

=== an index with an operator class and a collation
--- from
CREATE TABLE t(id int PRIMARY KEY, name text);
CREATE INDEX t_name ON t(name);
--- to
CREATE TABLE t(id int PRIMARY KEY, name text);
CREATE INDEX t_name ON t(name COLLATE "C" text_pattern_ops);
--- plan
drop index 't_name'
create index 't_name'

=== a comment on an index
--- from
CREATE TABLE t(id int PRIMARY KEY, n int);
CREATE INDEX t_n ON t(n);
COMMENT ON INDEX t_n IS 'old';
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
CREATE INDEX t_n ON t(n);
COMMENT ON INDEX t_n IS 'it''s new';
--- plan
change the comment of index 't_n'

=== a replaced index keeps its comment
--- from
CREATE TABLE t(id int PRIMARY KEY, n int, m int);
CREATE INDEX t_n ON t(n);
COMMENT ON INDEX t_n IS 'kept';
--- to
CREATE TABLE t(id int PRIMARY KEY, n int, m int);
CREATE INDEX t_n ON t(m);
--- plan
drop index 't_n'
create index 't_n'
--- check
SELECT obj_description('t_n'::regclass) = 'kept'
