CREATE TABLE t (id INTEGER PRIMARY KEY, "check" TEXT NOT NULL, "unique" INTEGER UNIQUE, "references" TEXT CHECK ("references" <> 'unique'));
