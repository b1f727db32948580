CREATE TABLE file(
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  size INTEGER CHECK (size >= 0),
  language TEXT NOT NULL DEFAULT 'java'
);
CREATE TABLE part(file_id INTEGER NOT NULL REFERENCES file(id) ON DELETE CASCADE, body TEXT NOT NULL);
CREATE TABLE tag(file_id INTEGER NOT NULL REFERENCES file(id), name TEXT NOT NULL);
CREATE UNIQUE INDEX file_path ON file(path);
CREATE INDEX part_file ON part(file_id);
CREATE VIRTUAL TABLE words USING fts5(body, content='part');
CREATE TRIGGER part_insert AFTER INSERT ON part BEGIN
  INSERT INTO words(rowid, body) VALUES (NEW.rowid, NEW.body);
END;
CREATE VIEW sizes AS SELECT path, size, language FROM file;
