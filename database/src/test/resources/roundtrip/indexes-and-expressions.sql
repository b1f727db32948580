CREATE TABLE t (a INT, b TEXT COLLATE NOCASE, c REAL, "d e" TEXT, j TEXT);
CREATE INDEX i1 ON t (a, b, c);
CREATE INDEX i2 ON t (a DESC, b COLLATE BINARY ASC, c COLLATE RTRIM DESC);
CREATE INDEX i3 ON t ((a), (b) COLLATE NOCASE, ((c)) DESC);
CREATE INDEX i4 ON t (a + c, lower(b) COLLATE RTRIM DESC, -a, "d e" || ',' || ')');
CREATE INDEX i5 ON t (json_extract(j, '$.x.y')) WHERE json_valid(j) AND json_extract(j, '$.x') IS NOT NULL;
CREATE INDEX i6 ON t (b) WHERE (b LIKE 'x%' ESCAPE '\' OR b GLOB '[a-z]*') AND a NOT IN (1, 2) AND c BETWEEN 1 AND 2;
CREATE INDEX i7 ON t (a) WHERE a IS NOT b AND NOT (a = 1) AND (a & 1) = 1 AND a << 2 > 3 AND c <> 1e3 AND c != .5;
CREATE INDEX i8 ON t (CASE a WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE b END, CAST(c AS VARCHAR(10)));
CREATE INDEX i9 ON t (b, "nosuch");
CREATE INDEX IF NOT EXISTS i10 ON t (a COLLATE NOCASE COLLATE BINARY);
CREATE UNIQUE INDEX "where" ON t ("d e") WHERE "d e" > 'where' AND j -> '$.a' = x'00';
CREATE INDEX i11 ON t (iif(a > 0, b, c), coalesce(b, c), substr(b, 1, 3), abs(a), typeof(c));
CREATE TABLE checks (a INT, b TEXT,
  CHECK (a IS NOT NULL AND b IS NOT NULL OR a ISNULL AND b NOTNULL),
  CHECK (a NOT BETWEEN 1 AND 2 AND b NOT LIKE '%x' AND b NOT GLOB '*' AND a IN (1, 2, (3), -4)),
  CHECK ((a, b) = (1, 'x') OR (a, b) IS NOT (2, 'y')),
  CHECK (~a = -1 AND - -a = +a AND NOT NOT a AND a || b = b),
  CHECK (a IS TRUE OR a IS NOT FALSE OR a IS DISTINCT FROM 3 OR b COLLATE NOCASE = 'x'));
