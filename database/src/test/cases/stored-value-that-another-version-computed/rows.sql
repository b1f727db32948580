INSERT INTO t (id, r, n) VALUES (7, 0.1 + 0.2, 1), (8, 0.3, 2);
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''0.3''', 'r || ''''') WHERE name = 't';
PRAGMA writable_schema = RESET;
