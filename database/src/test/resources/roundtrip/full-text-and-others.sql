CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
CREATE VIRTUAL TABLE own USING fts5(title, body, tag UNINDEXED, tokenize = 'porter unicode61 remove_diacritics 2',
  prefix = '2 3 4', columnsize = 0, detail = column);
CREATE VIRTUAL TABLE outer_one USING fts5(title, body, content = 'notes', content_rowid = 'id', tokenize = "trigram case_sensitive 1");
CREATE VIRTUAL TABLE none USING fts5(body, content = '', contentless_delete = 1);
CREATE VIRTUAL TABLE "odd name" USING "fts5"("a column", 'other', [third], tokenize="unicode61 tokenchars '-_.'");
CREATE VIRTUAL TABLE words USING fts5vocab(own, 'row');
CREATE VIRTUAL TABLE old USING fts4(title, body, notindexed=title, order=DESC, tokenize=porter);
CREATE VIRTUAL TABLE spots USING rtree(id, minx, maxx, miny, maxy, +label TEXT);
CREATE VIRTUAL TABLE whole USING rtree_i32(id, a, b);
CREATE TRIGGER notes_ai AFTER INSERT ON notes BEGIN
  INSERT INTO outer_one (rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER notes_ad AFTER DELETE ON notes BEGIN
  INSERT INTO outer_one (outer_one, rowid, title, body) VALUES ('delete', old.id, old.title, old.body);
END;
CREATE TABLE own_data_like (a);
CREATE TABLE "spots_nodes" (a);
