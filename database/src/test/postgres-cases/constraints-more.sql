=== a named check
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
--- rows
INSERT INTO t VALUES (1, 1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT positive CHECK (v > 0));
--- plan
?

=== a check over two columns
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
--- rows
INSERT INTO t VALUES (1, 1, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CHECK (v < w));
--- plan
?

=== a check changes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT c CHECK (v > 0));
--- rows
INSERT INTO t VALUES (1, 2, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT c CHECK (v > 1));
--- plan
?

=== a check changes and rows break it
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT c CHECK (v > 0));
--- rows
INSERT INTO t VALUES (1, 2, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT c CHECK (v > 5));
--- plan
?

=== NULL does not break a check
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
--- rows
INSERT INTO t VALUES (1, NULL, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CHECK (v > 0));
--- plan
?

=== a check that children do not get
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
--- rows
INSERT INTO t VALUES (1, 2, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT c CHECK (v > 0) NO INHERIT);
--- plan
?

=== a check gets another name
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT c CHECK (v > 0));
--- rows
INSERT INTO t VALUES (1, 2, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT d CHECK (v > 0));
--- plan
?

=== a unique constraint over two columns
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
--- rows
INSERT INTO t VALUES (1, 1, 1), (2, 1, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, UNIQUE (v, w));
--- plan
?

=== a unique constraint gets a column
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT u UNIQUE (v));
--- rows
INSERT INTO t VALUES (1, 1, 1), (2, 2, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT u UNIQUE (v, w));
--- plan
?

=== a unique constraint loses a column that made rows differ
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT u UNIQUE (v, w));
--- rows
INSERT INTO t VALUES (1, 1, 1), (2, 1, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT u UNIQUE (v));
--- plan
?

=== a unique constraint becomes deferrable
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT u UNIQUE (v));
--- rows
INSERT INTO t VALUES (1, 1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT u UNIQUE (v) DEFERRABLE INITIALLY DEFERRED);
--- plan
?

=== a unique constraint becomes a unique index of another name
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, CONSTRAINT u UNIQUE (v));
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE UNIQUE INDEX i ON t(v);
--- plan
?

=== a unique index becomes a constraint of its name
--- from
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE UNIQUE INDEX u ON t(v);
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, CONSTRAINT u UNIQUE (v));
--- plan
?

=== NULLS NOT DISTINCT goes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT u UNIQUE NULLS NOT DISTINCT (v));
--- rows
INSERT INTO t VALUES (1, NULL, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT u UNIQUE (v));
--- plan
?

=== a fill factor of a constraint
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
--- rows
INSERT INTO t VALUES (1, 1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, UNIQUE (v) WITH (fillfactor = 70));
--- plan
?

=== a table gets its first primary key
--- from
CREATE TABLE t(id int, v int);
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int);
--- plan
?

=== NULL forbids a primary key
--- from
CREATE TABLE t(id int, v int);
--- rows
INSERT INTO t VALUES (NULL, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int);
--- plan
?

=== a primary key over two columns
--- from
CREATE TABLE t(a int NOT NULL, b int NOT NULL);
--- rows
INSERT INTO t VALUES (1, 1), (1, 2);
--- to
CREATE TABLE t(a int, b int, PRIMARY KEY (a, b));
--- plan
?

=== a primary key goes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int);
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int NOT NULL, v int);
--- plan
?

=== a primary key gets another name
--- from
CREATE TABLE t(id int CONSTRAINT a PRIMARY KEY);
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE TABLE t(id int CONSTRAINT b PRIMARY KEY);
--- plan
?

=== a primary key includes a column
--- from
CREATE TABLE t(id int PRIMARY KEY, v int);
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int, v int, PRIMARY KEY (id) INCLUDE (v));
--- plan
?

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
?

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
?

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
?

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
?

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
?

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
?

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
?

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
?

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
?

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
?

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
?

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
?

=== a table refers to itself
--- from
CREATE TABLE t(id int PRIMARY KEY, p_id int);
--- rows
INSERT INTO t VALUES (1, NULL), (2, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, p_id int REFERENCES t);
--- plan
?

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
?

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
?

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
?

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
?

=== an exclusion with a condition
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
--- rows
INSERT INTO t VALUES (1, 1, 5), (2, 6, 9);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, EXCLUDE USING gist (int4range(v, w) WITH &&) WHERE (v > 0));
--- plan
?

=== an exclusion changes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT e EXCLUDE USING gist (int4range(v, w) WITH &&));
--- rows
INSERT INTO t VALUES (1, 1, 5), (2, 6, 9);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CONSTRAINT e EXCLUDE USING gist (int4range(v, w, '[]') WITH &&));
--- plan
?

=== an exclusion goes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int, EXCLUDE USING gist (int4range(v, w) WITH &&));
--- rows
INSERT INTO t VALUES (1, 1, 5);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
--- plan
?

=== a check calls a function
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
--- rows
INSERT INTO t VALUES (1, 1, 5);
--- to
CREATE TABLE t(id int PRIMARY KEY, v int, w int, CHECK (abs(v) < 10));
--- plan
?
