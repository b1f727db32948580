INSERT INTO a VALUES ('p'),('q');
