-- found: open_notes
CREATE TABLE notes (id INTEGER PRIMARY KEY);
CREATE VIEW open_notes AS SELECT n.id FROM notes AS n, states WHERE states.id = n.id;
-- found: counting
CREATE TABLE notes (id INTEGER PRIMARY KEY);
CREATE TRIGGER counting AFTER INSERT ON notes BEGIN UPDATE OR IGNORE counts SET n = n + 1; END;
-- found: v
CREATE VIEW v AS SELECT * FROM (SELECT a FROM "no such") LEFT JOIN pragma_table_info('x');
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT, "from" TEXT);
CREATE TABLE logs (id INTEGER PRIMARY KEY, note TEXT UNIQUE NOT NULL);
CREATE VIEW v AS
  WITH RECURSIVE chain(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM chain WHERE n < 9),
    others AS MATERIALIZED (SELECT id FROM main.notes)
  SELECT id, n FROM others, chain CROSS JOIN json_each('[1]') WHERE id IS NOT DISTINCT FROM n
  UNION SELECT 1, count(*) FROM sqlite_schema, (SELECT 2), pragma_table_list;
CREATE TRIGGER logging AFTER UPDATE OF body ON notes WHEN new.body <> '' BEGIN
  INSERT INTO logs (note) VALUES (new.body) ON CONFLICT (note) DO UPDATE SET note = 'x';
  DELETE FROM logs WHERE id IN (SELECT id FROM notes);
  UPDATE logs SET note = note FROM notes WHERE notes.id = logs.id;
END;
