=== smallint becomes integer
--- from
CREATE TABLE t(id int PRIMARY KEY, v smallint);
--- rows
INSERT INTO t VALUES (1, 1), (2, -7);
--- to
CREATE TABLE t(id int PRIMARY KEY, v integer);
--- plan
change the type of column 't.v' from smallint to integer
--- check
SELECT sum(v) = -6 FROM t

=== integer becomes smallint if all values fit
--- from
CREATE TABLE t(id int PRIMARY KEY, v integer);
--- rows
INSERT INTO t VALUES (1, 1), (2, 32767);
--- to
CREATE TABLE t(id int PRIMARY KEY, v smallint);
--- plan
change the type of column 't.v' from integer to smallint
--- check
SELECT sum(v) = 32768 FROM t

=== an integer over the bound of smallint is named
--- from
CREATE TABLE t(id int PRIMARY KEY, v integer);
--- rows
INSERT INTO t VALUES (1, 1), (2, 32768);
--- to
CREATE TABLE t(id int PRIMARY KEY, v smallint);
--- plan
refused: cannot change the type of 't.v' from integer to smallint: 1 of 2 rows cannot be converted without a loss (id '2', v '32768')

=== integer becomes numeric
--- from
CREATE TABLE t(id int PRIMARY KEY, v integer);
--- rows
INSERT INTO t VALUES (1, 1), (2, 250);
--- to
CREATE TABLE t(id int PRIMARY KEY, v numeric(12,2));
--- plan
change the type of column 't.v' from integer to numeric(12,2)
--- check
SELECT sum(v) = 251 FROM t

=== numeric with fractions does not become integer
--- from
CREATE TABLE t(id int PRIMARY KEY, v numeric);
--- rows
INSERT INTO t VALUES (1, 1), (2, 2.5);
--- to
CREATE TABLE t(id int PRIMARY KEY, v integer);
--- plan
refused: cannot change the type of 't.v' from numeric to integer: 1 of 2 rows cannot be converted without a loss (id '2', v '2.5')

=== numeric does not become integer if written digits would go
--- from
CREATE TABLE t(id int PRIMARY KEY, v numeric);
--- rows
INSERT INTO t VALUES (1, 1), (2, 2.00);
--- to
CREATE TABLE t(id int PRIMARY KEY, v integer);
--- plan
refused: cannot change the type of 't.v' from numeric to integer: 1 of 2 rows cannot be converted without a loss (id '2', v '2.00')
--- check
SELECT sum(v) = 3 FROM t

=== numeric gets a larger precision
--- from
CREATE TABLE t(id int PRIMARY KEY, v numeric(6,2));
--- rows
INSERT INTO t VALUES (1, 1.25);
--- to
CREATE TABLE t(id int PRIMARY KEY, v numeric(12,2));
--- plan
change the type of column 't.v' from numeric(6,2) to numeric(12,2)
--- check
SELECT v = 1.25 FROM t

=== numeric gets a smaller scale that loses a digit
--- from
CREATE TABLE t(id int PRIMARY KEY, v numeric(8,3));
--- rows
INSERT INTO t VALUES (1, 1.125);
--- to
CREATE TABLE t(id int PRIMARY KEY, v numeric(8,2));
--- plan
refused: cannot change the type of 't.v' from numeric(8,3) to numeric(8,2): 1 of 1 row cannot be converted without a loss (id '1', v '1.125')

=== numeric gets a smaller scale that loses nothing
--- from
CREATE TABLE t(id int PRIMARY KEY, v numeric(8,3));
--- rows
INSERT INTO t VALUES (1, 1.120);
--- to
CREATE TABLE t(id int PRIMARY KEY, v numeric(8,2));
--- plan
change the type of column 't.v' from numeric(8,3) to numeric(8,2)
--- check
SELECT v = 1.12 FROM t

=== real becomes double precision
--- from
CREATE TABLE t(id int PRIMARY KEY, v real);
--- rows
INSERT INTO t VALUES (1, 0.5);
--- to
CREATE TABLE t(id int PRIMARY KEY, v double precision);
--- plan
change the type of column 't.v' from real to double precision
--- check
SELECT v = 0.5 FROM t

=== double precision that real cannot hold is named
--- from
CREATE TABLE t(id int PRIMARY KEY, v double precision);
--- rows
INSERT INTO t VALUES (1, 0.5), (2, 0.1234567890123);
--- to
CREATE TABLE t(id int PRIMARY KEY, v real);
--- plan
refused: cannot change the type of 't.v' from double precision to real: 1 of 2 rows cannot be converted without a loss (id '2', v '0.1234567890123')

=== text becomes varchar that is long enough
--- from
CREATE TABLE t(id int PRIMARY KEY, v text);
--- rows
INSERT INTO t VALUES (1, 'abc');
--- to
CREATE TABLE t(id int PRIMARY KEY, v varchar(5));
--- plan
change the type of column 't.v' from text to character varying(5)
--- check
SELECT v = 'abc' FROM t

=== text too long for varchar is named
--- from
CREATE TABLE t(id int PRIMARY KEY, v text);
--- rows
INSERT INTO t VALUES (1, 'abc'), (2, 'abcd');
--- to
CREATE TABLE t(id int PRIMARY KEY, v varchar(3));
--- plan
refused: cannot change the type of 't.v' from text to character varying(3): 1 of 2 rows cannot be converted without a loss (id '2', v 'abcd')

=== varchar becomes text
--- from
CREATE TABLE t(id int PRIMARY KEY, v varchar(10));
--- rows
INSERT INTO t VALUES (1, 'abc');
--- to
CREATE TABLE t(id int PRIMARY KEY, v text);
--- plan
change the type of column 't.v' from character varying(10) to text
--- check
SELECT v = 'abc' FROM t

=== char becomes varchar
--- from
CREATE TABLE t(id int PRIMARY KEY, v char(5));
--- rows
INSERT INTO t VALUES (1, 'abc');
--- to
CREATE TABLE t(id int PRIMARY KEY, v varchar(5));
--- plan
change the type of column 't.v' from character(5) to character varying(5)

=== varchar with blanks at the end does not become char
--- from
CREATE TABLE t(id int PRIMARY KEY, v varchar(5));
--- rows
INSERT INTO t VALUES (1, 'ab ');
--- to
CREATE TABLE t(id int PRIMARY KEY, v char(5));
--- plan
refused: cannot change the type of 't.v' from character varying(5) to character(5): 1 of 1 row cannot be converted without a loss (id '1', v 'ab ')

=== text becomes integer
--- from
CREATE TABLE t(id int PRIMARY KEY, v text);
--- rows
INSERT INTO t VALUES (1, '12'), (2, '-3');
--- to
CREATE TABLE t(id int PRIMARY KEY, v integer);
--- plan
change the type of column 't.v' from text to integer
--- check
SELECT sum(v) = 9 FROM t

=== integer becomes text
--- from
CREATE TABLE t(id int PRIMARY KEY, v integer);
--- rows
INSERT INTO t VALUES (1, 12);
--- to
CREATE TABLE t(id int PRIMARY KEY, v text);
--- plan
change the type of column 't.v' from integer to text
--- check
SELECT v = '12' FROM t

=== boolean becomes text
--- from
CREATE TABLE t(id int PRIMARY KEY, v boolean);
--- rows
INSERT INTO t VALUES (1, true);
--- to
CREATE TABLE t(id int PRIMARY KEY, v text);
--- plan
change the type of column 't.v' from boolean to text
--- check
SELECT v = 'true' FROM t

=== text that is no boolean is named
--- from
CREATE TABLE t(id int PRIMARY KEY, v text);
--- rows
INSERT INTO t VALUES (1, 'true'), (2, 'maybe');
--- to
CREATE TABLE t(id int PRIMARY KEY, v boolean);
--- plan
refused: cannot change the type of 't.v' from text to boolean: 1 of 2 rows cannot be converted without a loss (id '2', v 'maybe')

=== boolean becomes integer
--- from
CREATE TABLE t(id int PRIMARY KEY, v boolean);
--- rows
INSERT INTO t VALUES (1, true), (2, false);
--- to
CREATE TABLE t(id int PRIMARY KEY, v integer);
--- plan
change the type of column 't.v' from boolean to integer

=== date becomes timestamp
--- from
CREATE TABLE t(id int PRIMARY KEY, v date);
--- rows
INSERT INTO t VALUES (1, '2026-01-02');
--- to
CREATE TABLE t(id int PRIMARY KEY, v timestamp);
--- plan
change the type of column 't.v' from date to timestamp without time zone
--- check
SELECT v = '2026-01-02 00:00' FROM t

=== timestamp with a time does not become date
--- from
CREATE TABLE t(id int PRIMARY KEY, v timestamp);
--- rows
INSERT INTO t VALUES (1, '2026-01-02 03:04');
--- to
CREATE TABLE t(id int PRIMARY KEY, v date);
--- plan
refused: cannot change the type of 't.v' from timestamp without time zone to date: 1 of 1 row cannot be converted without a loss (id '1', v '2026-01-02 03:04:00')

=== timestamp at midnight becomes date
--- from
CREATE TABLE t(id int PRIMARY KEY, v timestamp);
--- rows
INSERT INTO t VALUES (1, '2026-01-02');
--- to
CREATE TABLE t(id int PRIMARY KEY, v date);
--- plan
change the type of column 't.v' from timestamp without time zone to date
--- check
SELECT v = '2026-01-02' FROM t

=== timestamp becomes timestamptz by a declared conversion
--- from
CREATE TABLE t(id int PRIMARY KEY, v timestamp);
--- rows
INSERT INTO t VALUES (1, '2026-01-02 03:04');
--- to
CREATE TABLE t(id int PRIMARY KEY, v timestamptz -- cairn: using=v AT TIME ZONE 'UTC'
);
--- plan
change the type of column 't.v' from timestamp without time zone to timestamp with time zone
--- check
SELECT v = '2026-01-02 03:04+00' FROM t

=== timestamp loses its fractions
--- from
CREATE TABLE t(id int PRIMARY KEY, v timestamp(6));
--- rows
INSERT INTO t VALUES (1, '2026-01-02 03:04:05.6');
--- to
CREATE TABLE t(id int PRIMARY KEY, v timestamp(0));
--- plan
refused: cannot change the type of 't.v' from timestamp(6) without time zone to timestamp(0) without time zone: 1 of 1 row cannot be converted without a loss (id '1', v '2026-01-02 03:04:05.6')

=== interval becomes text
--- from
CREATE TABLE t(id int PRIMARY KEY, v interval);
--- rows
INSERT INTO t VALUES (1, '1 day');
--- to
CREATE TABLE t(id int PRIMARY KEY, v text);
--- plan
change the type of column 't.v' from interval to text
--- check
SELECT v = '1 day' FROM t

=== text becomes uuid
--- from
CREATE TABLE t(id int PRIMARY KEY, v text);
--- rows
INSERT INTO t VALUES (1, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11');
--- to
CREATE TABLE t(id int PRIMARY KEY, v uuid);
--- plan
change the type of column 't.v' from text to uuid

=== text that is no uuid is named
--- from
CREATE TABLE t(id int PRIMARY KEY, v text);
--- rows
INSERT INTO t VALUES (1, 'nonsense');
--- to
CREATE TABLE t(id int PRIMARY KEY, v uuid);
--- plan
refused: cannot change the type of 't.v' from text to uuid: 1 of 1 row cannot be converted without a loss (id '1', v 'nonsense')

=== text becomes jsonb
--- from
CREATE TABLE t(id int PRIMARY KEY, v text);
--- rows
INSERT INTO t VALUES (1, '{"a":1}');
--- to
CREATE TABLE t(id int PRIMARY KEY, v jsonb);
--- plan
change the type of column 't.v' from text to jsonb

=== jsonb becomes json
--- from
CREATE TABLE t(id int PRIMARY KEY, v jsonb);
--- rows
INSERT INTO t VALUES (1, '{"a": 1}');
--- to
CREATE TABLE t(id int PRIMARY KEY, v json);
--- plan
change the type of column 't.v' from jsonb to json

=== text does not become bytea, which is written in another way
--- from
CREATE TABLE t(id int PRIMARY KEY, v text);
--- rows
INSERT INTO t VALUES (1, 'abc');
--- to
CREATE TABLE t(id int PRIMARY KEY, v bytea);
--- plan
refused: cannot change the type of 't.v' from text to bytea: 1 of 1 row cannot be converted without a loss (id '1', v 'abc')

=== integer becomes an array by a declared conversion
--- options
one-way
--- from
CREATE TABLE t(id int PRIMARY KEY, v integer);
--- rows
INSERT INTO t VALUES (1, 3);
--- to
CREATE TABLE t(id int PRIMARY KEY, v integer[] -- cairn: using=ARRAY[v]
);
--- plan
change the type of column 't.v' from integer to integer[]
--- check
SELECT v = '{3}' FROM t

=== an array of integer becomes one of bigint
--- from
CREATE TABLE t(id int PRIMARY KEY, v integer[]);
--- rows
INSERT INTO t VALUES (1, '{1,2}');
--- to
CREATE TABLE t(id int PRIMARY KEY, v bigint[]);
--- plan
change the type of column 't.v' from integer[] to bigint[]
--- check
SELECT v = '{1,2}' FROM t

=== text does not become inet, which is written in another way
--- from
CREATE TABLE t(id int PRIMARY KEY, v text);
--- rows
INSERT INTO t VALUES (1, '10.0.0.1');
--- to
CREATE TABLE t(id int PRIMARY KEY, v inet);
--- plan
refused: cannot change the type of 't.v' from text to inet: 1 of 1 row cannot be converted without a loss (id '1', v '10.0.0.1')
--- check
SELECT v = '10.0.0.1' FROM t

=== inet becomes cidr
--- from
CREATE TABLE t(id int PRIMARY KEY, v inet);
--- rows
INSERT INTO t VALUES (1, '10.0.0.0/24');
--- to
CREATE TABLE t(id int PRIMARY KEY, v cidr);
--- plan
change the type of column 't.v' from inet to cidr

=== bit gets another length
--- from
CREATE TABLE t(id int PRIMARY KEY, v bit(3));
--- rows
INSERT INTO t VALUES (1, B'101');
--- to
CREATE TABLE t(id int PRIMARY KEY, v bit(5));
--- plan
change the type of column 't.v' from bit(3) to bit(5)

=== money becomes numeric
--- from
CREATE TABLE t(id int PRIMARY KEY, v money);
--- rows
INSERT INTO t VALUES (1, '12.50');
--- to
CREATE TABLE t(id int PRIMARY KEY, v numeric(12,2));
--- plan
change the type of column 't.v' from money to numeric(12,2)

=== oid becomes bigint
--- from
CREATE TABLE t(id int PRIMARY KEY, v oid);
--- rows
INSERT INTO t VALUES (1, 17);
--- to
CREATE TABLE t(id int PRIMARY KEY, v bigint);
--- plan
change the type of column 't.v' from oid to bigint
--- check
SELECT v = 17 FROM t

=== xml becomes text
--- from
CREATE TABLE t(id int PRIMARY KEY, v xml);
--- rows
INSERT INTO t VALUES (1, '<a/>');
--- to
CREATE TABLE t(id int PRIMARY KEY, v text);
--- plan
change the type of column 't.v' from xml to text

=== point becomes text
--- from
CREATE TABLE t(id int PRIMARY KEY, v point);
--- rows
INSERT INTO t VALUES (1, '(1,2)');
--- to
CREATE TABLE t(id int PRIMARY KEY, v text);
--- plan
change the type of column 't.v' from point to text

=== tsvector becomes text
--- from
CREATE TABLE t(id int PRIMARY KEY, v tsvector);
--- rows
INSERT INTO t VALUES (1, 'a b');
--- to
CREATE TABLE t(id int PRIMARY KEY, v text);
--- plan
change the type of column 't.v' from tsvector to text

=== an enum becomes text
--- from
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t(id int PRIMARY KEY, v mood DEFAULT 'ok');
--- rows
INSERT INTO t VALUES (1, 'sad');
--- to
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t(id int PRIMARY KEY, v text DEFAULT 'ok');
--- plan
take the default of column 't.v'
change the type of column 't.v' from public.mood to text
set the default of column 't.v'
--- check
SELECT v = 'sad' FROM t

=== an enum becomes another enum
--- from
CREATE TYPE a AS ENUM ('x', 'y');
CREATE TYPE b AS ENUM ('x', 'y', 'z');
CREATE TABLE t(id int PRIMARY KEY, v a);
--- rows
INSERT INTO t VALUES (1, 'y');
--- to
CREATE TYPE a AS ENUM ('x', 'y');
CREATE TYPE b AS ENUM ('x', 'y', 'z');
CREATE TABLE t(id int PRIMARY KEY, v b);
--- plan
change the type of column 't.v' from public.a to public.b
--- check
SELECT v = 'y' FROM t

=== text becomes a domain
--- from
CREATE DOMAIN short AS text CHECK (length(VALUE) < 4);
CREATE TABLE t(id int PRIMARY KEY, v text);
--- rows
INSERT INTO t VALUES (1, 'abc');
--- to
CREATE DOMAIN short AS text CHECK (length(VALUE) < 4);
CREATE TABLE t(id int PRIMARY KEY, v short);
--- plan
change the type of column 't.v' from text to public.short

=== text that a domain forbids is named
--- from
CREATE DOMAIN short AS text CHECK (length(VALUE) < 4);
CREATE TABLE t(id int PRIMARY KEY, v text);
--- rows
INSERT INTO t VALUES (1, 'abc'), (2, 'abcd');
--- to
CREATE DOMAIN short AS text CHECK (length(VALUE) < 4);
CREATE TABLE t(id int PRIMARY KEY, v short);
--- plan
refused: cannot change the type of 't.v' from text to public.short: 1 of 2 rows cannot be converted without a loss (id '2', v 'abcd')

=== the type of a column of a primary key changes
--- from
CREATE TABLE t(id int PRIMARY KEY);
--- rows
INSERT INTO t VALUES (1);
--- to
CREATE TABLE t(id bigint PRIMARY KEY);
--- plan
change the type of column 't.id' from integer to bigint
--- check
SELECT id = 1 FROM t

=== the types of a foreign key and its key change together
--- from
CREATE TABLE p(id int PRIMARY KEY);
CREATE TABLE c(id int PRIMARY KEY, p_id int REFERENCES p);
--- rows
INSERT INTO p VALUES (1);
INSERT INTO c VALUES (1, 1);
--- to
CREATE TABLE p(id bigint PRIMARY KEY);
CREATE TABLE c(id int PRIMARY KEY, p_id bigint REFERENCES p);
--- plan
change the type of column 'c.p_id' from integer to bigint
change the type of column 'p.id' from integer to bigint
--- check
SELECT p_id = 1 FROM c

=== the type under a check changes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int CHECK (v > 0));
--- rows
INSERT INTO t VALUES (1, 5);
--- to
CREATE TABLE t(id int PRIMARY KEY, v bigint CHECK (v > 0));
--- plan
change the type of column 't.v' from integer to bigint

=== the type under a partial index changes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE INDEX t_v ON t(v) WHERE v > 3;
--- rows
INSERT INTO t VALUES (1, 5);
--- to
CREATE TABLE t(id int PRIMARY KEY, v bigint);
CREATE INDEX t_v ON t(v) WHERE v > 3;
--- plan
change the type of column 't.v' from integer to bigint

=== the type under a trigger column list changes
--- from
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v int);
CREATE TRIGGER g BEFORE UPDATE OF v ON t FOR EACH ROW EXECUTE FUNCTION f();
--- rows
INSERT INTO t VALUES (1, 5);
--- to
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t(id int PRIMARY KEY, v bigint);
CREATE TRIGGER g BEFORE UPDATE OF v ON t FOR EACH ROW EXECUTE FUNCTION f();
--- plan
drop trigger 't.g'
change the type of column 't.v' from integer to bigint
create trigger 't.g'

=== the type under statistics changes
--- from
CREATE TABLE t(id int PRIMARY KEY, v int, w int);
CREATE STATISTICS s ON v, w FROM t;
--- rows
INSERT INTO t VALUES (1, 5, 6);
--- to
CREATE TABLE t(id int PRIMARY KEY, v bigint, w int);
CREATE STATISTICS s ON v, w FROM t;
--- plan
change the type of column 't.v' from integer to bigint

=== the type of a column of a partitioned table changes
--- from
CREATE TABLE t(id int, day date, v int) PARTITION BY RANGE (day);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
--- rows
INSERT INTO t VALUES (1, '2026-05-05', 7);
--- to
CREATE TABLE t(id int, day date, v bigint) PARTITION BY RANGE (day);
CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
--- plan
change the type of column 't.v' from integer to bigint
--- check
SELECT v = 7 FROM t

=== the type of a column of an inherited table changes
--- from
CREATE TABLE b(id int, v int);
CREATE TABLE d(w text) INHERITS (b);
--- rows
INSERT INTO d VALUES (1, 7, 'x');
--- to
CREATE TABLE b(id int, v bigint);
CREATE TABLE d(w text) INHERITS (b);
--- plan
change the type of column 'b.v' from integer to bigint
--- check
SELECT v = 7 FROM b

=== the key of partitions cannot get another type
--- from
CREATE TABLE t(id int, v int) PARTITION BY LIST (v);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--- rows
INSERT INTO t VALUES (1, 1);
--- to
CREATE TABLE t(id int, v bigint) PARTITION BY LIST (v);
CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);
--- plan
refused: it is part of the partition key

=== rows that cannot be converted are named whatever the columns are called
--- from
CREATE TABLE r(id int PRIMARY KEY, t text, r int, kept int);
--- rows
INSERT INTO r VALUES (1, 'abc', 1, 1), (2, 'abcdef', 2, 2);
--- to
CREATE TABLE r(id int PRIMARY KEY, t varchar(4), r int, kept int);
--- plan
refused: cannot change the type of 'r.t' from text to character varying(4): 1 of 2 rows cannot be converted without a loss (id '2', t 'abcdef')
