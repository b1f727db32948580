INSERT INTO "my table" VALUES (3, 'needle');
