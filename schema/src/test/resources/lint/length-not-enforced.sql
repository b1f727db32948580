-- found: people.name
CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(40));
-- fine
CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(40) CHECK (length(name) <= 40));
