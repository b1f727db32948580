CREATE TABLE file(id INTEGER PRIMARY KEY, path TEXT, size INTEGER);
CREATE TABLE part(file_id INTEGER NOT NULL REFERENCES file(id) ON DELETE CASCADE, body TEXT);
CREATE INDEX part_file ON part(file_id);
CREATE VIRTUAL TABLE words USING fts5(body, content='part');
CREATE TRIGGER part_insert AFTER INSERT ON part BEGIN
  INSERT INTO words(rowid, body) VALUES (NEW.rowid, NEW.body);
END;
CREATE VIEW sizes AS SELECT path, size FROM file;
