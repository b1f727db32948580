-- found: notes.made
CREATE TABLE notes (id INTEGER PRIMARY KEY, made TEXT DEFAULT 'CURRENT_TIMESTAMP');
-- found: notes.made
CREATE TABLE notes (id INTEGER PRIMARY KEY, made TEXT DEFAULT "datetime('now')");
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY, made TEXT DEFAULT CURRENT_TIMESTAMP,
  day TEXT DEFAULT (date('now')), kind TEXT DEFAULT 'random');
