CREATE VIRTUAL TABLE f USING fts5(a, b, tokenize='porter unicode61');
