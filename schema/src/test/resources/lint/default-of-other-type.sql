-- found: notes.size
CREATE TABLE notes (id INTEGER PRIMARY KEY, size INTEGER DEFAULT 'none');
-- found: notes.size
CREATE TABLE notes (id INTEGER PRIMARY KEY, size REAL DEFAULT '') STRICT;
-- fine
CREATE TABLE notes (id INTEGER PRIMARY KEY, size INTEGER DEFAULT '12', text TEXT DEFAULT 'none');
