=== a named check
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
--- rows
INSERT INTO t VALUES (1, 1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT positive CHECK (v > 0));
--- plan
add check 't.positive'

=== a check over two columns
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
--- rows
INSERT INTO t VALUES (1, 1, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CHECK (v < w));
--- plan
add check 't.t_check'

=== a check changes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT c CHECK (v > 0));
--- rows
INSERT INTO t VALUES (1, 2, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT c CHECK (v > 1));
--- plan
drop check 't.c'
add check 't.c'

=== a check changes and rows break it
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT c CHECK (v > 0));
--- rows
INSERT INTO t VALUES (1, 2, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT c CHECK (v > 5));
--- plan
refused: cannot add CHECK 't.c': 1 of 1 row break ((v > 5)) (id '1', v '2')

=== NULL does not break a check
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
--- rows
INSERT INTO t VALUES (1, NULL, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CHECK (v > 0));
--- plan
add check 't.t_v_check'

=== a check that children do not get
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
--- rows
INSERT INTO t VALUES (1, 2, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT c CHECK (v > 0) NO INHERIT);
--- plan
add check 't.c'

=== a check gets another name
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT c CHECK (v > 0));
--- rows
INSERT INTO t VALUES (1, 2, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT d CHECK (v > 0));
--- plan
rename check 't.c' to 'd'

=== a unique constraint over two columns
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
--- rows
INSERT INTO t VALUES (1, 1, 1), (2, 1, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, UNIQUE (v, w));
--- plan
add unique 't.t_v_w_key'

=== a unique constraint gets a column
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT u UNIQUE (v));
--- rows
INSERT INTO t VALUES (1, 1, 1), (2, 2, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT u UNIQUE (v, w));
--- plan
drop unique 't.u'
add unique 't.u'

=== a unique constraint loses a column that made rows differ
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT u UNIQUE (v, w));
--- rows
INSERT INTO t VALUES (1, 1, 1), (2, 1, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT u UNIQUE (v));
--- plan
refused: cannot make 't.u' unique: 2 of 2 rows have the same v as another (id '1', v '1'; id '2', v '1')

=== a unique constraint becomes deferrable
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT u UNIQUE (v));
--- rows
INSERT INTO t VALUES (1, 1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT u UNIQUE (v) DEFERRABLE INITIALLY DEFERRED);
--- plan
drop unique 't.u'
add unique 't.u'

=== a unique constraint becomes a unique index of another name
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, CONSTRAINT u UNIQUE (v));
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE UNIQUE INDEX i ON t(v);
--- plan
drop unique 't.u'
create index 'i'

=== a unique index becomes a constraint of its name
--- from
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE UNIQUE INDEX u ON t(v);
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, CONSTRAINT u UNIQUE (v));
--- plan
add unique 't.u' on its index

=== NULLS NOT DISTINCT goes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT u UNIQUE NULLS NOT DISTINCT (v));
--- rows
INSERT INTO t VALUES (1, NULL, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT u UNIQUE (v));
--- plan
drop unique 't.u'
add unique 't.u'

=== a fill factor of a constraint
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
--- rows
INSERT INTO t VALUES (1, 1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, UNIQUE (v) WITH (fillfactor = 70));
--- plan
add unique 't.t_v_key'
--- check
SELECT reloptions = '{fillfactor=70}' FROM pg_class WHERE relname = 't_v_key'

=== another fill factor of a constraint that is checked at the end
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, UNIQUE (v) WITH (fillfactor = 70) DEFERRABLE);
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, UNIQUE (v) WITH (fillfactor = 80) DEFERRABLE);
--- plan
drop unique 't.t_v_key'
add unique 't.t_v_key'
--- check
SELECT reloptions = '{fillfactor=80}' FROM pg_class WHERE relname = 't_v_key'

=== a table gets its first primary key
--- from
CREATE TABLE t(id int, v int);
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int);
--- plan
make 't.id' NOT NULL
add primary key 't.t_pkey'

=== NULL forbids a primary key
--- from
CREATE TABLE t(id int, v int);
--- rows
INSERT INTO t VALUES (NULL, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int);
--- plan
refused: cannot make 't.id' NOT NULL: 1 of 1 row hold NULL (row '(0,1)'); give the column a backfill, or fix the rows first; cannot make 't.t_pkey' unique: 1 of 1 row hold NULL (row '(0,1)', id NULL)

=== a primary key over two columns
--- from
CREATE TABLE t(a int NOT NULL, b int NOT NULL);
--- rows
INSERT INTO t VALUES (1, 1), (1, 2);
--- to
CREATE TABLE t(a int, b int, PRIMARY KEY (a, b));
--- plan
add primary key 't.t_pkey'

=== a primary key goes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int);
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int NOT NULL, v int);
--- plan
drop primary key 't.t_pkey'

=== a primary key gets another name
--- from
CREATE TABLE t(id int CONSTRAINT a PRIMARY KEY);
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE TABLE t(id int CONSTRAINT b PRIMARY KEY);
--- plan
rename primary key 't.a' to 'b'

=== a primary key includes a column
--- from
CREATE TABLE t(id int PRIMARY KEY, v int);
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int, v int, PRIMARY KEY (id) INCLUDE (v));
--- plan
drop primary key 't.t_pkey'
add primary key 't.t_pkey'

=== a foreign key over two columns
--- from
CREATE TABLE p(a int, b int, PRIMARY KEY (a, b));
CREATE TABLE t(id int PRIMARY KEY, x int, y int);
--- rows
INSERT INTO p VALUES (1, 2);
INSERT INTO t VALUES (1, 1, 2), (2, 1, NULL);
--- to
CREATE TABLE p(a int, b int, PRIMARY KEY (a, b));
CREATE TABLE t(id int PRIMARY KEY, x int, y int, FOREIGN KEY (x, y) REFERENCES p);
--- plan
add foreign key 't.t_x_y_fkey'

=== a foreign key with MATCH FULL
--- from
CREATE TABLE p(a int, b int, PRIMARY KEY (a, b));
CREATE TABLE t(id int PRIMARY KEY, x int, y int);
--- rows
INSERT INTO p VALUES (1, 2);
INSERT INTO t VALUES (1, 1, 2), (2, NULL, NULL);
--- to
CREATE TABLE p(a int, b int, PRIMARY KEY (a, b));
CREATE TABLE t(id int PRIMARY KEY, x int, y int, FOREIGN KEY (x, y) REFERENCES p MATCH FULL);
--- plan
add foreign key 't.t_x_y_fkey'

=== a foreign key refers to a unique column
--- from
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int );
--- rows
INSERT INTO p VALUES (1, 1);
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int REFERENCES p(u));
--- plan
add foreign key 't.t_p_id_fkey'

=== a foreign key refers to another column
--- from
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int REFERENCES p);
--- rows
INSERT INTO p VALUES (1, 1);
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int REFERENCES p(u));
--- plan
drop foreign key 't.t_p_id_fkey'
add foreign key 't.t_p_id_fkey'

=== a foreign key cascades
--- from
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int REFERENCES p);
--- rows
INSERT INTO p VALUES (1, 1);
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int REFERENCES p ON DELETE CASCADE ON UPDATE CASCADE);
--- plan
drop foreign key 't.t_p_id_fkey'
add foreign key 't.t_p_id_fkey'

=== a foreign key sets NULL
--- from
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int REFERENCES p);
--- rows
INSERT INTO p VALUES (1, 1);
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int REFERENCES p ON DELETE SET NULL);
--- plan
drop foreign key 't.t_p_id_fkey'
add foreign key 't.t_p_id_fkey'

=== a foreign key is checked at the commit
--- from
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int REFERENCES p);
--- rows
INSERT INTO p VALUES (1, 1);
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int REFERENCES p DEFERRABLE INITIALLY DEFERRED);
--- plan
change when foreign key 't.t_p_id_fkey' is checked

=== a foreign key goes
--- from
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int REFERENCES p);
--- rows
INSERT INTO p VALUES (1, 1);
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int );
--- plan
drop foreign key 't.t_p_id_fkey'

=== a foreign key gets another name
--- from
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int CONSTRAINT a REFERENCES p);
--- rows
INSERT INTO p VALUES (1, 1);
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int CONSTRAINT b REFERENCES p);
--- plan
rename foreign key 't.a' to 'b'

=== a foreign key that is not validated
--- options
one-way
--- from
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int);
--- rows
INSERT INTO t VALUES (1, 99);
--- to
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int);
ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (p_id) REFERENCES p NOT VALID;
--- plan
add foreign key 't.k'

=== a foreign key is validated
--- options
one-way
--- from
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int);
ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (p_id) REFERENCES p NOT VALID;
--- rows
INSERT INTO p VALUES (1, 1);
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int, CONSTRAINT k FOREIGN KEY (p_id) REFERENCES p);
--- plan
validate foreign key 't.k'

=== orphans forbid to validate a foreign key
--- from
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int);
ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (p_id) REFERENCES p NOT VALID;
--- rows
INSERT INTO p VALUES (1, 1);
INSERT INTO t VALUES (1, 1);
ALTER TABLE t DROP CONSTRAINT k;
INSERT INTO t VALUES (2, 5);
ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (p_id) REFERENCES p NOT VALID;
--- to
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int PRIMARY KEY, p_id int, CONSTRAINT k FOREIGN KEY (p_id) REFERENCES p);
--- plan
refused: cannot add foreign key 't.k': 1 of 2 rows refer to a row of public.p that does not exist (id '2', p_id '5')

=== a table refers to itself
--- from
CREATE TABLE t(id int PRIMARY KEY, p_id int);
--- rows
INSERT INTO t VALUES (1, NULL), (2, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, p_id int REFERENCES t);
--- plan
add foreign key 't.t_p_id_fkey'

=== a foreign key of a partitioned table
--- from
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int, p_id int) PARTITION BY LIST (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--- rows
INSERT INTO p VALUES (1, 1);
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE p(id int PRIMARY KEY, u int UNIQUE);
CREATE TABLE t(id int, p_id int REFERENCES p) PARTITION BY LIST (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--- plan
add foreign key 't.t_p_id_fkey'

=== a check of a partitioned table
--- from
CREATE TABLE t(id int, v int) PARTITION BY LIST (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int, v int CHECK (v > 0)) PARTITION BY LIST (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--- plan
add check 't.t_v_check'

=== rows of a partition that break a check are named
--- from
CREATE TABLE t(id int, v int) PARTITION BY LIST (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--- rows
INSERT INTO t VALUES (1, -1);
--- to
CREATE TABLE t(id int, v int CHECK (v > 0)) PARTITION BY LIST (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--- plan
refused: cannot add CHECK 't.t_v_check': 1 of 1 row break ((v > 0)) (row '(0,1)', v '-1')

=== a primary key of a partitioned table
--- from
CREATE TABLE t(id int, v int) PARTITION BY LIST (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int) PARTITION BY LIST (id);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--- plan
make 't.id' NOT NULL
add primary key 't.t_pkey'

=== an exclusion with a condition
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
--- rows
INSERT INTO t VALUES (1, 1, 5), (2, 6, 9);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, EXCLUDE USING gist (int4range(v, w) WITH &&) WHERE (v > 0));
--- plan
add exclusion 't.t_int4range_excl'

=== an exclusion changes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT e EXCLUDE USING gist (int4range(v, w) WITH &&));
--- rows
INSERT INTO t VALUES (1, 1, 5), (2, 6, 9);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT e EXCLUDE USING gist (int4range(v, w, '[]') WITH &&));
--- plan
drop exclusion 't.e'
add exclusion 't.e'

=== an exclusion goes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int, EXCLUDE USING gist (int4range(v, w) WITH &&));
--- rows
INSERT INTO t VALUES (1, 1, 5);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
--- plan
drop exclusion 't.t_int4range_excl'

=== a check calls a function
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
--- rows
INSERT INTO t VALUES (1, 1, 5);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CHECK (abs(v) < 10));
--- plan
add check 't.t_v_check'
