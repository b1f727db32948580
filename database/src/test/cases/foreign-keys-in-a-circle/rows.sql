PRAGMA foreign_keys = OFF;
INSERT INTO a VALUES (1,1),(2,2);
INSERT INTO b VALUES (1,2),(2,1);
PRAGMA foreign_keys = ON;
