CREATE TABLE t (id INTEGER PRIMARY KEY, j TEXT);
CREATE INDEX i ON t (json_extract(j, '$.x')) WHERE json_valid(j);
