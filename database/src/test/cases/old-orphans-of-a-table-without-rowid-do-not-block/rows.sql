PRAGMA foreign_keys = OFF;
INSERT INTO p VALUES ('a');
INSERT INTO c VALUES ('a', 1), ('b', 2);
