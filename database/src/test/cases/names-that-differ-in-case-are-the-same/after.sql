CREATE TABLE files (id integer primary key, name text collate NOCASE, extra TEXT);
CREATE INDEX idx ON files(NAME);
