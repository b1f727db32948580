CREATE TABLE t (id INTEGER PRIMARY KEY, j TEXT, CONSTRAINT small CHECK (json_array_length(j) < 5));
