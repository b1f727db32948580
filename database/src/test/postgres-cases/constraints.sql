=== a primary key is added
--- from
CREATE TABLE t(id int NOT NULL, n int);
--- rows
INSERT INTO t VALUES (1, 1), (2, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
--- plan
add primary key 't.t_pkey'

=== rows that are there twice forbid a primary key
--- from
CREATE TABLE t(id int NOT NULL, n int);
--- rows
INSERT INTO t VALUES (1, 1), (1, 2);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
--- plan
refused: cannot make 't.t_pkey' unique: 2 of 2 rows have the same id as another

=== a primary key moves to other columns
--- from
CREATE TABLE t(a int NOT NULL, b int NOT NULL, PRIMARY KEY (a));
--- rows
INSERT INTO t VALUES (1, 1), (2, 1);
--- to
CREATE TABLE t(a int NOT NULL, b int NOT NULL, PRIMARY KEY (a, b));
--- plan
drop primary key 't.t_pkey'
add primary key 't.t_pkey'

=== a unique constraint is added
--- from
CREATE TABLE t(id int PRIMARY KEY, code text);
--- rows
INSERT INTO t VALUES (1, 'a'), (2, NULL), (3, NULL);
--- to
CREATE TABLE t(id int PRIMARY KEY, code text UNIQUE);
--- plan
add unique 't.t_code_key'

=== duplicates forbid a unique constraint
--- from
CREATE TABLE t(id int PRIMARY KEY, code text);
--- rows
INSERT INTO t VALUES (1, 'a'), (2, 'a'), (3, 'b');
--- to
CREATE TABLE t(id int PRIMARY KEY, code text UNIQUE);
--- plan
refused: 2 of 3 rows have the same code as another (id '1', code 'a'; id '2', code 'a')

=== a unique constraint with NULLS NOT DISTINCT asks NULL too
--- from
CREATE TABLE t(id int PRIMARY KEY, code text);
--- rows
INSERT INTO t VALUES (1, NULL), (2, NULL);
--- to
CREATE TABLE t(id int PRIMARY KEY, code text, UNIQUE NULLS NOT DISTINCT (code));
--- plan
refused: 2 of 2 rows have the same code as another

=== a unique constraint includes a column
--- from
CREATE TABLE t(id int PRIMARY KEY, code text, n int, UNIQUE (code));
--- to
CREATE TABLE t(id int PRIMARY KEY, code text, n int, CONSTRAINT t_code_key UNIQUE (code) INCLUDE (n));
--- plan
drop unique 't.t_code_key'
add unique 't.t_code_key'

=== a constraint under another name is renamed
--- from
CREATE TABLE t(id int PRIMARY KEY, n int, CONSTRAINT odd CHECK (n > 0));
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int CHECK (n > 0));
--- plan
rename check 't.odd' to 't_n_check'

=== a check is added
--- from
CREATE TABLE t(id int PRIMARY KEY, n int);
--- rows
INSERT INTO t VALUES (1, 1), (2, NULL);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int CHECK (n > 0));
--- plan
add check 't.t_n_check'

=== rows that break a check forbid it
--- from
CREATE TABLE t(id int PRIMARY KEY, n int);
--- rows
INSERT INTO t VALUES (1, 1), (2, -4), (3, NULL);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int CHECK (n > 0));
--- plan
refused: cannot add CHECK 't.t_n_check': 1 of 3 rows break ((n > 0)) (id '2', n '-4')

=== a check that is not validated is left to new rows
--- from
CREATE TABLE t(id int PRIMARY KEY, n int);
--- rows
INSERT INTO t VALUES (1, -1);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
ALTER TABLE t ADD CONSTRAINT t_n_check CHECK (n > 0) NOT VALID;
--- plan
add check 't.t_n_check'

=== a check is validated
--- from
CREATE TABLE t(id int PRIMARY KEY, n int);
ALTER TABLE t ADD CONSTRAINT t_n_check CHECK (n > 0) NOT VALID;
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int PRIMARY KEY, n int, CONSTRAINT t_n_check CHECK (n > 0));
--- plan
validate check 't.t_n_check'

=== an undeclared check goes
--- from
CREATE TABLE t(id int PRIMARY KEY, n int CHECK (n > 0));
--- to
CREATE TABLE t(id int PRIMARY KEY, n int);
--- plan
drop check 't.t_n_check'

=== a foreign key is added
--- from
CREATE TABLE p(id int PRIMARY KEY);
CREATE TABLE c(id int PRIMARY KEY, p_id int);
--- rows
INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1), (2, NULL);
--- to
CREATE TABLE p(id int PRIMARY KEY);
CREATE TABLE c(id int PRIMARY KEY, p_id int REFERENCES p ON DELETE CASCADE);
--- plan
add foreign key 'c.c_p_id_fkey'

=== orphans forbid a foreign key
--- from
CREATE TABLE p(id int PRIMARY KEY);
CREATE TABLE c(id int PRIMARY KEY, p_id int);
--- rows
INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1), (2, 5);
--- to
CREATE TABLE p(id int PRIMARY KEY);
CREATE TABLE c(id int PRIMARY KEY, p_id int REFERENCES p);
--- plan
refused: cannot add foreign key 'c.c_p_id_fkey': 1 of 2 rows refer to a row of public.p that does not exist (id '2', p_id '5')

=== a foreign key gets another action
--- from
CREATE TABLE p(id int PRIMARY KEY);
CREATE TABLE c(id int PRIMARY KEY, p_id int REFERENCES p);
--- rows
INSERT INTO p VALUES (1); INSERT INTO c VALUES (1, 1);
--- to
CREATE TABLE p(id int PRIMARY KEY);
CREATE TABLE c(id int PRIMARY KEY, p_id int REFERENCES p ON DELETE SET NULL);
--- plan
drop foreign key 'c.c_p_id_fkey'
add foreign key 'c.c_p_id_fkey'

=== a foreign key becomes deferrable
--- from
CREATE TABLE p(id int PRIMARY KEY);
CREATE TABLE c(id int PRIMARY KEY, p_id int REFERENCES p);
--- to
CREATE TABLE p(id int PRIMARY KEY);
CREATE TABLE c(id int PRIMARY KEY, p_id int REFERENCES p DEFERRABLE INITIALLY DEFERRED);
--- plan
change when foreign key 'c.c_p_id_fkey' is checked

=== a key that others refer to moves
--- from
CREATE TABLE p(id int PRIMARY KEY, code int NOT NULL UNIQUE);
CREATE TABLE c(id int PRIMARY KEY, p_code int REFERENCES p(code));
--- rows
INSERT INTO p VALUES (1, 7); INSERT INTO c VALUES (1, 7);
--- to
CREATE TABLE p(id int PRIMARY KEY, code int NOT NULL, CONSTRAINT p_code_key UNIQUE (code) DEFERRABLE);
CREATE TABLE c(id int PRIMARY KEY, p_code int);
--- plan
drop foreign key 'c.c_p_code_fkey'
drop unique 'p.p_code_key'
add unique 'p.p_code_key'

=== an exclusion constraint is added
--- from
CREATE TABLE room(id int PRIMARY KEY, during int4range);
--- rows
INSERT INTO room VALUES (1, '[1,5)'), (2, '[5,9)');
--- to
CREATE TABLE room(id int PRIMARY KEY, during int4range, CONSTRAINT room_free EXCLUDE USING gist (during WITH &&));
--- plan
add exclusion 'room.room_free'

=== rows that overlap forbid an exclusion constraint
--- from
CREATE TABLE room(id int PRIMARY KEY, during int4range);
--- rows
INSERT INTO room VALUES (1, '[1,6)'), (2, '[5,9)');
--- to
CREATE TABLE room(id int PRIMARY KEY, during int4range, CONSTRAINT room_free EXCLUDE USING gist (during WITH &&));
--- plan
refused: could not create exclusion constraint "room_free"

=== a comment on a constraint
--- from
CREATE TABLE t(id int PRIMARY KEY, n int CHECK (n > 0));
--- to
CREATE TABLE t(id int PRIMARY KEY, n int CHECK (n > 0));
COMMENT ON CONSTRAINT t_n_check ON t IS 'positive';
--- plan
change the comment of check 't.t_n_check'
