CREATE TABLE "order" ("group by" TEXT);
