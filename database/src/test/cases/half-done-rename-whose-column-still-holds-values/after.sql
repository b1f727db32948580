CREATE TABLE t (id INTEGER PRIMARY KEY, new TEXT -- cairn: renamed_from=old
);
