-- cairn: renamed_from=old
CREATE TABLE new (id INTEGER PRIMARY KEY);
