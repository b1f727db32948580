-- cairn: version=2.1.0
CREATE TABLE customers (
    id INTEGER PRIMARY KEY,
    email TEXT CONSTRAINT email_needed NOT NULL ON CONFLICT IGNORE COLLATE NOCASE,
    joined TEXT DEFAULT CURRENT_TIMESTAMP CHECK (joined > '2000'),
    domain TEXT GENERATED ALWAYS AS (substr(email, instr(email, '@') + 1)) STORED,
    CONSTRAINT one_email UNIQUE (email COLLATE BINARY DESC) ON CONFLICT REPLACE
) STRICT;
CREATE TABLE orders ( -- cairn: renamed_from=sales
    customer INTEGER, -- cairn: backfill=0
    number INTEGER DEFAULT 1,
    -- cairn: using=CAST(amount AS REAL)
    /* cairn: renamed_from="total" */
    amount REAL DEFAULT 1.50 CHECK ((amount >= 0)),
    paid BOOLEAN DEFAULT FALSE,
    CONSTRAINT order_key PRIMARY KEY (customer, number DESC) ON CONFLICT ROLLBACK,
    CONSTRAINT paid_flag CHECK (paid IN (0, 1))
    CONSTRAINT of_customer FOREIGN KEY (customer) REFERENCES customers
        ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID;
CREATE UNIQUE INDEX by_domain ON customers (lower("domain") DESC, email COLLATE RTRIM, joined)
    WHERE joined IS NOT NULL;
CREATE VIRTUAL TABLE texts USING fts5(title, note UNINDEXED, prefix='2 3',
    tokenize="porter unicode61", contentless_delete=1, content='');  -- cairn: source=SELECT id, email, domain FROM customers
CREATE VIEW IF NOT EXISTS rich AS SELECT customer FROM orders WHERE amount > 1000;
CREATE TRIGGER no_delete BEFORE DELETE ON orders WHEN old.paid BEGIN
    SELECT RAISE(ABORT, 'it is paid; keep it'); -- not the end;
END;
