-- cairn: renamed_from=t
CREATE TABLE u (id INTEGER PRIMARY KEY,
    n INTEGER CHECK (u.n > 0), -- cairn: renamed_from=a
    b TEXT UNIQUE, c INTEGER AS (n + 1));
CREATE INDEX i ON u(n + 1) WHERE u.b > 'a';
