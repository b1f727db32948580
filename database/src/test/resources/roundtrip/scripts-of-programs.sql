PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
DROP TABLE IF EXISTS `users`;
CREATE TABLE IF NOT EXISTS `users` (
	`id`	INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT UNIQUE,
	`name`	varchar(255) NOT NULL default '',
	`created`	datetime NOT NULL default '0000-00-00 00:00:00',
	`flags`	tinyint(1) NOT NULL DEFAULT '0'
);
INSERT INTO users (name) VALUES ('semi;colon'), ('it''s');
CREATE TABLE main.[Order Details] (
  [OrderID] int NOT NULL, [ProductID] int NOT NULL, [UnitPrice] money NOT NULL CONSTRAINT [DF_Price] DEFAULT (0),
  [Quantity] smallint NOT NULL CONSTRAINT "DF_Quantity" DEFAULT (1),
  CONSTRAINT "PK_Order_Details" PRIMARY KEY ("OrderID", "ProductID"),
  CONSTRAINT [CK_Discount] CHECK ([Quantity] > (0) and (([UnitPrice] >= 0))),
  CONSTRAINT "FK_Users" FOREIGN KEY ("OrderID") REFERENCES "users" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION);
CREATE UNIQUE INDEX main.'idx users' ON users(name ASC);
CREATE TEMP TABLE scratch (a);
COMMIT;
