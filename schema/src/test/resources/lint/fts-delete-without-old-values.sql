-- found: d
CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT, text TEXT);
CREATE VIRTUAL TABLE found USING fts5(title, text, content='notes', content_rowid='id');
CREATE TRIGGER d AFTER DELETE ON notes BEGIN
  DELETE FROM found WHERE rowid = old.id;
END;
-- found: d
CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT, text TEXT);
CREATE VIRTUAL TABLE found USING fts5(title, text, content='notes', content_rowid='id');
CREATE TRIGGER d AFTER DELETE ON notes BEGIN
  INSERT INTO found (found, rowid, title) VALUES ('delete', old.id, old.title);
END;
-- found: u
CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT, text TEXT);
CREATE VIRTUAL TABLE found USING fts5(title, text, content='notes', content_rowid='id');
CREATE TRIGGER u AFTER UPDATE ON notes BEGIN
  UPDATE found SET title = new.title, text = new.text WHERE rowid = old.id;
END;
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT, text TEXT);
CREATE VIRTUAL TABLE found USING fts5(title, text, content='notes', content_rowid='id');
CREATE TRIGGER i AFTER INSERT ON notes BEGIN
  INSERT INTO found (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER d AFTER DELETE ON notes BEGIN
  INSERT INTO found (found, rowid, title, text)
    VALUES ('delete', old.id, old.title, old.text);
END;
CREATE TRIGGER u AFTER UPDATE OF title, text ON notes BEGIN
  INSERT INTO found (found, rowid, title, text)
    VALUES ('delete', old.id, old.title, old.text);
  INSERT INTO found (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT, text TEXT);
CREATE VIRTUAL TABLE found USING fts5(title, text, content='notes', content_rowid='id');
CREATE TRIGGER d BEFORE DELETE ON notes BEGIN
  DELETE FROM found WHERE rowid = old.id;
END;
