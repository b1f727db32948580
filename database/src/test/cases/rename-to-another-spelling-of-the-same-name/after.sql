CREATE TABLE t ( -- cairn: renamed_from=T
    id INTEGER PRIMARY KEY,
    a TEXT UNIQUE -- cairn: renamed_from=A
);
CREATE VIEW v AS SELECT a FROM t;
