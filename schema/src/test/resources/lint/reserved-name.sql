-- found: order
CREATE TABLE "order" (id INTEGER PRIMARY KEY);
-- found: notes.group
CREATE TABLE notes (id INTEGER PRIMARY KEY, "group" TEXT);
-- fine
CREATE TABLE orders (id INTEGER PRIMARY KEY, key TEXT, "desc" TEXT);
