-- found: found
CREATE VIRTUAL TABLE found USING fts5(text, content='');
-- fine
CREATE VIRTUAL TABLE found USING fts5(text, content='', contentless_delete=1);
