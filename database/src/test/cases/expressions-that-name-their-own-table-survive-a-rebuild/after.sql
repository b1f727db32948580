CREATE TABLE t (
    id INTEGER PRIMARY KEY,
    a INTEGER UNIQUE CHECK (t.a > 0),
    b TEXT,
    twice INTEGER AS (a * 2),
    kept TEXT AS (b || 't.a') STORED,
    CONSTRAINT both CHECK (t.a > 0 OR main.T.b <> 't.b')
);
CREATE INDEX by_sum ON t(a + 1, b);
CREATE INDEX by_column ON t(b COLLATE NOCASE);
CREATE INDEX small ON t(a) WHERE t.a < 10;
CREATE TRIGGER tr AFTER UPDATE ON t WHEN new.a > old.a BEGIN UPDATE t SET b = 'up' WHERE t.id = new.id; END;
CREATE VIEW v AS SELECT t.a, t.twice FROM t;
