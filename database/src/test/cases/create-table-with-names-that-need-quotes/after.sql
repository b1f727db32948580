CREATE TABLE "order" ("group by" TEXT, "x""y" INTEGER);
CREATE TABLE "select" ("from" TEXT, [where] INTEGER, `a b` REAL);
CREATE INDEX "my index" ON "select"("from");
