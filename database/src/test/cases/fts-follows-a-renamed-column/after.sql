CREATE TABLE t (
  id INTEGER PRIMARY KEY,
  body TEXT, -- cairn: renamed_from=a
  b INTEGER
);
CREATE VIRTUAL TABLE f USING fts5(body, content='t', content_rowid='id');
CREATE TRIGGER t_ai AFTER INSERT ON t BEGIN INSERT INTO f(rowid, body) VALUES (new.id, new.body); END;
CREATE TRIGGER t_ad AFTER DELETE ON t BEGIN INSERT INTO f(f, rowid, body) VALUES ('delete', old.id, old.body); END;
CREATE TRIGGER t_au AFTER UPDATE ON t BEGIN INSERT INTO f(f, rowid, body) VALUES ('delete', old.id, old.body); INSERT INTO f(rowid, body) VALUES (new.id, new.body); END;
