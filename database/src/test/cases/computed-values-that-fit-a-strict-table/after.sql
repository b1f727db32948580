CREATE TABLE t (
    id INTEGER PRIMARY KEY,
    a ANY,
    n INT AS (a) STORED,
    r REAL AS (a),
    s TEXT AS (id),
    CHECK (n >= 3 AND s <> 2)
) STRICT;
