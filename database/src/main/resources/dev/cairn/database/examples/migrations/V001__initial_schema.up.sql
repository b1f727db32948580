-- The first design of the code index: files and what is defined, imported and used in them
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    filename TEXT NOT NULL,
    language TEXT,
    lines INTEGER,
    sha256 TEXT,
    last_modified REAL,
    content TEXT NOT NULL,
    created_at REAL DEFAULT (julianday('now'))
);

CREATE TABLE definitions (
    id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    parent_id INTEGER REFERENCES definitions (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    qualified_name TEXT,
    signature TEXT,
    docstring TEXT,
    line INTEGER NOT NULL,
    end_line INTEGER
);

CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    module TEXT NOT NULL,
    name TEXT,
    alias TEXT,
    line INTEGER NOT NULL
);

CREATE TABLE symbols (
    id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    definition_id INTEGER REFERENCES definitions (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    line INTEGER NOT NULL
);

CREATE INDEX files_filename ON files (filename);
CREATE INDEX definitions_file ON definitions (file_id);
CREATE INDEX definitions_parent ON definitions (parent_id);
CREATE INDEX definitions_name ON definitions (name);
CREATE INDEX imports_file ON imports (file_id);
CREATE INDEX imports_module ON imports (module);
CREATE INDEX symbols_file ON symbols (file_id);
CREATE INDEX symbols_definition ON symbols (definition_id);
CREATE INDEX symbols_name ON symbols (name);
