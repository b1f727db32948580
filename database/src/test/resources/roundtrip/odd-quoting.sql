create table `back``tick` ([bracket name] integer, `tick``s` text, "quo""te" text, 'single quoted' text,
  [select] int default 'it''s', "semi;colon" text default ';', "comma,name" text default ',', "paren)" text default ')',
  "--" text default '--', "/*" text default '/*', "new
line" text default 'two
lines', "tab	name" text, "ünïcödé ☃ 𝄞" text default '☃', "" text, " " text, "'" text default '"', "trailing " text,
  primary key ([bracket name], `tick``s`));
CREATE INDEX [in dex] ON [back`tick] ("quo""te" collate [nocase] asc, `single quoted` desc);
CREATE UNIQUE INDEX "a.b" ON `back``tick`("semi;colon", "paren)") WHERE "comma,name" <> '(''"`[' AND "--" > '';
CREATE VIEW [a view] AS SELECT "quo""te" AS [x y], 'a "b" c' AS `z`, [semi;colon] FROM `back``tick` -- the end
;
CREATE TABLE "dotted.table" ("a.b" TEXT REFERENCES "dotted.table" ("a.b") UNIQUE, "A'B" TEXT DEFAULT 'A''B');
CREATE TRIGGER "tr ig" AFTER INSERT ON [dotted.table] WHEN new."a.b" LIKE '%;%' BEGIN
  INSERT INTO `back``tick` ([bracket name], `tick``s`) VALUES (1, ';END;'); /* END; */ -- END;
END;
