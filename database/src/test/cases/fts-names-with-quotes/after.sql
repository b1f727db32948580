CREATE TABLE "my table" (id INTEGER PRIMARY KEY, "the text" TEXT);
CREATE VIRTUAL TABLE "my index" USING fts5("the text", content='my table', content_rowid='id');
