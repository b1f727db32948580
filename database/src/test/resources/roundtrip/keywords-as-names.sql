CREATE TABLE "table" ("select" INTEGER PRIMARY KEY, "from" TEXT, "check" TEXT CHECK ("check" <> 'check'),
  "primary" INT, "unique" INT UNIQUE, "constraint" INT, "references" INT, "collate" TEXT COLLATE NOCASE,
  "default" INT DEFAULT 1, "as" INT AS ("primary" + 1), "null" INT, "not" INT NOT NULL, "foreign" INT,
  FOREIGN KEY ("foreign") REFERENCES "table" ("select"));
CREATE TABLE t1 (key INTEGER PRIMARY KEY, desc TEXT, asc TEXT, text TEXT, integer INT, blob BLOB, replace INT,
  abort INT, action INT, after INT, begin INT, "by" INT, cascade INT, cast INT, "column" INT, conflict INT,
  database INT, day INT, "end" INT, "explain" INT, fail INT, first INT, "for" INT, generated INT, always INT,
  glob INT, "if" INT, "ignore" INT, "immediate" INT, initially INT, "instead" INT, "key2" INT, "last" INT, "like" INT,
  match INT, no INT, of INT, offset INT, plan INT, pragma INT, query INT, raise INT, "range" INT, "release" INT,
  rename INT, restrict INT, "row" INT, rows INT, savepoint INT, temp INT, temporary INT, trigger INT, vacuum INT,
  view INT, virtual INT, "with" INT, without INT, strict INT, rowid INT, stored INT, "window" INT, "filter" INT);
CREATE INDEX "index" ON "table" ("from" COLLATE "nocase" DESC, "as") WHERE "null" IS NULL AND "not" > 0;
CREATE VIEW "view" ("select", "where") AS SELECT "select", "from" FROM "table" WHERE "as" IS NOT NULL;
CREATE TRIGGER "trigger" AFTER UPDATE OF "from", "check" ON "table" FOR EACH ROW WHEN new."from" IS NOT old."from"
BEGIN
  UPDATE "table" SET "from" = CASE WHEN new."check" = 'end' THEN 'begin' ELSE ';end;' END WHERE "select" = new."select";
  SELECT RAISE(IGNORE) WHERE 0;
END;
CREATE TRIGGER before BEFORE DELETE ON t1 BEGIN DELETE FROM t1 WHERE key = old.key + 1; END;
CREATE TRIGGER instead INSTEAD OF DELETE ON "view" BEGIN DELETE FROM "table" WHERE "select" = old."select"; END;
