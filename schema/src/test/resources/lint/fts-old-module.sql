-- found: found
CREATE VIRTUAL TABLE found USING fts4(text);
-- fine
CREATE VIRTUAL TABLE found USING fts5(text);
