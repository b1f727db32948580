INSERT INTO "order" VALUES ('a'), ('b');
