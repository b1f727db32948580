-- found: bills.total
CREATE TABLE bills (id INTEGER PRIMARY KEY, total DECIMAL(10,2));
-- fine
CREATE TABLE bills (id INTEGER PRIMARY KEY, cents INTEGER, ratio NUMERIC);
