CREATE TABLE t (id INTEGER PRIMARY KEY, j TEXT, k AS (json_extract(j, '$.x')));
