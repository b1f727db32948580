INSERT INTO p VALUES (1,'a','b');
INSERT INTO c VALUES (1,'a','b'),(2,'q',NULL),(3,'a','c');
