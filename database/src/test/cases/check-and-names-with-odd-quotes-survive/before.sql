CREATE TABLE [t] (`id` INTEGER PRIMARY KEY, "a b" TEXT CONSTRAINT [c 1] CHECK ("a b" <> 'it''s "x"'), 'c' TEXT DEFAULT 'a''b');
