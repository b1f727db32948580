-- found: notes
CREATE TABLE notes (id INTEGER PRIMARY KEY, day TEXT CHECK (day <= date('now')));
-- found: notes
CREATE TABLE notes (id INTEGER PRIMARY KEY, day TEXT CHECK (day <= CURRENT_DATE));
-- found: notes.age
CREATE TABLE notes (id INTEGER PRIMARY KEY, day REAL, age REAL AS (julianday() - day));
-- found: recent
CREATE TABLE notes (id INTEGER PRIMARY KEY, day TEXT);
CREATE INDEX recent ON notes (day) WHERE day > datetime('now', '-1 day');
-- found: notes_by_local_day
CREATE TABLE notes (id INTEGER PRIMARY KEY, day TEXT);
CREATE INDEX notes_by_local_day ON notes (date(day, 'localtime'));
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY, day TEXT DEFAULT (date('now')),
  month TEXT AS (strftime('%m', day)), CHECK (date(day) IS NOT NULL), CHECK (day <> 'now'));
CREATE INDEX notes_by_day ON notes (date(day, 'start of month'));
