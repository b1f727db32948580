-- cairn: renamed_from=t
CREATE TABLE t_data (id INTEGER PRIMARY KEY, a TEXT, b INTEGER);
CREATE VIEW t AS SELECT id, a FROM t_data;
