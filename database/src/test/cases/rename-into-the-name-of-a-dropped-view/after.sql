-- cairn: renamed_from=t
CREATE TABLE u (id INTEGER PRIMARY KEY, a TEXT, b INTEGER);
