CREATE TABLE t (id INTEGER PRIMARY KEY, "check" TEXT, "unique" INTEGER, "references" TEXT);
