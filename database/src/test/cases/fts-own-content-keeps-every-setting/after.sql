CREATE VIRTUAL TABLE f USING fts5(a, b, prefix='2 3');
