-- cairn: renamed_from=t
CREATE TABLE u (id INTEGER PRIMARY KEY, a INTEGER CHECK (u.a > 0), b TEXT, c INTEGER AS (a + 1));
CREATE INDEX i ON u(a + 1) WHERE u.b > 'a';
