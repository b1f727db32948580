PRAGMA foreign_keys = OFF;
INSERT INTO c VALUES (1,99,'x');
PRAGMA foreign_keys = ON;
