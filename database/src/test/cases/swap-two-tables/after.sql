-- cairn: renamed_from=b
CREATE TABLE a (y INTEGER);
-- cairn: renamed_from=a
CREATE TABLE b (x TEXT);
