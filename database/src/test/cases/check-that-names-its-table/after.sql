CREATE TABLE t (
    id INTEGER PRIMARY KEY,
    a INTEGER CHECK (main.t.a < 100),
    b INTEGER UNIQUE,
    CHECK ([t].[a] > 0 OR T . b IS NULL),
    CHECK (a <> 't.a')
);
CREATE INDEX t_b ON t (b) WHERE "t"."a" > 1;
