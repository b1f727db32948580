CREATE TABLE "my table" (id INTEGER PRIMARY KEY, "the text" TEXT);
