-- found: notes.state
CREATE TABLE notes (id INTEGER PRIMARY KEY,
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('open', 'closed')));
-- found: notes.size
CREATE TABLE notes (id INTEGER PRIMARY KEY, size INTEGER DEFAULT -1 CHECK (size >= 0));
-- found: notes.size
CREATE TABLE notes (id INTEGER PRIMARY KEY, size INTEGER DEFAULT 11,
  CHECK (size IS NOT NULL AND NOT (size NOT BETWEEN 1 AND 10)));
-- found: notes.text
CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT DEFAULT '' CHECK (length(text) > 0));
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY, size INTEGER DEFAULT 0 CHECK (size >= 0),
  state TEXT DEFAULT 'open' CHECK (state = 'open' OR state = 'closed'),
  text TEXT DEFAULT NULL CHECK (length(text) > 0),
  shown TEXT DEFAULT 'X' COLLATE NOCASE CHECK (shown = 'x'),
  odd INTEGER DEFAULT 3 CHECK (odd % 2 = 1));
