-- cairn: renamed_from=t
CREATE TABLE u (id INTEGER PRIMARY KEY, a TEXT, b INTEGER);
CREATE VIRTUAL TABLE f USING fts5(a, content='u', content_rowid='id');
CREATE TRIGGER t_ai AFTER INSERT ON u BEGIN INSERT INTO f(rowid, a) VALUES (new.id, new.a); END;
CREATE TRIGGER t_ad AFTER DELETE ON u BEGIN INSERT INTO f(f, rowid, a) VALUES ('delete', old.id, old.a); END;
CREATE TRIGGER t_au AFTER UPDATE ON u BEGIN INSERT INTO f(f, rowid, a) VALUES ('delete', old.id, old.a); INSERT INTO f(rowid, a) VALUES (new.id, new.a); END;
