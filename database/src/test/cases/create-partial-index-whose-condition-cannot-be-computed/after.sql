CREATE TABLE t (id INTEGER PRIMARY KEY, j TEXT);
CREATE INDEX i ON t (id) WHERE json_extract(j, '$.x') > 0;
