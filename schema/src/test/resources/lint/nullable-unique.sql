-- found: people.mail
CREATE TABLE people (id INTEGER PRIMARY KEY, mail TEXT UNIQUE);
-- fine
CREATE TABLE people (id INTEGER PRIMARY KEY, mail TEXT NOT NULL UNIQUE);
