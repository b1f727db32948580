CREATE VIRTUAL TABLE f USING fts5(a, b, tokenize='unicode61');
