-- cairn: version=1.3.0
--
-- The database of the code index. Names that the first design of it had are kept; times are Julian
-- days where it had them. SQL, because half of it is triggers.

-- Projects and their files -----------------------------------------------------------------------

-- scanned_at is when the last look at the whole tree began that was carried to its end; NULL while the
-- first one runs.
CREATE TABLE projects (
    id TEXT NOT NULL PRIMARY KEY,
    root_path TEXT NOT NULL UNIQUE,
    name TEXT,
    comment TEXT,
    index_format INTEGER NOT NULL DEFAULT 0,
    scanned_at REAL,
    created_at REAL DEFAULT (julianday('now')),
    updated_at REAL DEFAULT (julianday('now'))
);

-- A part of a project that is indexed by itself.
CREATE TABLE datasets (
    id TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    root_path TEXT NOT NULL,
    name TEXT,
    created_at REAL DEFAULT (julianday('now')),
    updated_at REAL DEFAULT (julianday('now')),
    UNIQUE (project_id, root_path)
);

-- size, modified_nanos, changed_nanos and inode are those of the file system when the content was read,
-- at read_nanos; a file that is as they say may still have changed if it was read within the step of
-- the file system's clock. coverage is what is known of the content: 'full' (parsed), 'text', or 'name'
-- for what is too large or no text. A deleted file keeps its row for a time, without contents.
--
-- While a file's rows are being replaced, indexed is 0 and the file is in no index of whole files.
CREATE TABLE files (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    dataset_id TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    filename TEXT NOT NULL,
    language TEXT NOT NULL,
    lines INTEGER,
    size INTEGER NOT NULL,
    last_modified REAL,
    modified_nanos INTEGER NOT NULL,
    changed_nanos INTEGER NOT NULL DEFAULT 0,
    inode INTEGER NOT NULL DEFAULT 0,
    read_nanos INTEGER NOT NULL DEFAULT 0,
    sha256 TEXT NOT NULL,
    coverage TEXT NOT NULL DEFAULT 'full',
    has_docstring BOOLEAN,
    indexed BOOLEAN NOT NULL DEFAULT 0,
    deleted BOOLEAN DEFAULT 0,
    deleted_at REAL,
    original_path TEXT,
    version_dir TEXT,
    created_at REAL DEFAULT (julianday('now')),
    updated_at REAL DEFAULT (julianday('now')),
    UNIQUE (project_id, dataset_id, path)
);

CREATE INDEX idx_files_dataset ON files (dataset_id);
CREATE INDEX idx_files_deleted ON files (deleted) WHERE deleted = 1;

-- Each answer says how many files are known in part or not yet: a look at the few, not at all files.
CREATE INDEX idx_files_in_part ON files (coverage, deleted) WHERE coverage <> 'full';
CREATE INDEX idx_files_not_indexed ON files (deleted) WHERE indexed = 0;

-- What is in a file ------------------------------------------------------------------------------

-- name_parts holds the words that the name is made of, if it is made of several. parent_id is a row
-- of the same file; all rows of a file are replaced together, so it is not checked one by one.
-- text_hash is that of dev.cairn.index.extract.DefinitionText, by which vectors finds its vector; NULL
-- for what is not searched by meaning.
CREATE TABLE definitions (
    id INTEGER NOT NULL PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    parent_id INTEGER,
    name TEXT NOT NULL,
    name_parts TEXT,
    qualified_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    line INTEGER NOT NULL,
    "column" INTEGER NOT NULL,
    end_line INTEGER NOT NULL,
    exported BOOLEAN NOT NULL,
    docstring TEXT,
    decorators TEXT,
    signature TEXT NOT NULL,
    text_hash BLOB
);

CREATE INDEX idx_definitions_file ON definitions (file_id);
CREATE INDEX idx_definitions_name ON definitions (name COLLATE NOCASE);

CREATE TABLE imports (
    id INTEGER NOT NULL PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    module TEXT NOT NULL,
    name TEXT,
    alias TEXT,
    kind TEXT NOT NULL,
    line INTEGER NOT NULL
);

CREATE INDEX idx_imports_file ON imports (file_id);
CREATE INDEX idx_imports_name ON imports (name);
CREATE INDEX idx_imports_module ON imports (module);

-- Each name once that a file uses, or writes before one that it uses.
CREATE TABLE names (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

-- The names that a file uses, each once for each thing it is used as (1 call, 2 type, 3 name) and
-- each receiver it is written with (0 none). places has a group line,column,definition for each use,
-- with spaces between the groups; definition counts the file's definitions from 1, 0 is none.
CREATE TABLE symbols (
    file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    name_id INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    receiver_id INTEGER NOT NULL,
    uses INTEGER NOT NULL,
    places TEXT NOT NULL,
    PRIMARY KEY (file_id, name_id, kind, receiver_id)
) WITHOUT ROWID;

CREATE INDEX idx_symbols_name ON symbols (name_id);

-- One row for each place of symbols. The definitions of a file have ids without gaps.
CREATE VIEW symbol_uses AS
SELECT
    s.file_id AS file_id,
    n.name AS name,
    CASE s.kind WHEN 1 THEN 'call' WHEN 2 THEN 'type' ELSE 'name' END AS kind,
    r.name AS receiver,
    p.value ->> 0 AS line,
    p.value ->> 1 AS "column",
    CASE WHEN p.value ->> 2 > 0 THEN
        (SELECT min(d.id) FROM definitions d WHERE d.file_id = s.file_id) + (p.value ->> 2) - 1
    END AS definition_id
FROM names n
JOIN symbols s ON s.name_id = n.id
LEFT JOIN names r ON r.id = s.receiver_id
JOIN json_each('[[' || replace(s.places, ' ', '],[') || ']]') p;

-- Symbols of the SCIP index that was imported last for a project, and the places where they are defined
-- or used: line and column count from 1, columns in UTF-16 units. The places of a file go when it
-- changes.
CREATE TABLE scip_symbols (
    id INTEGER NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    symbol TEXT NOT NULL,
    UNIQUE (project_id, symbol)
);

CREATE TABLE scip_occurrences (
    file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    line INTEGER NOT NULL,
    "column" INTEGER NOT NULL,
    symbol_id INTEGER NOT NULL,
    definition INTEGER NOT NULL,
    PRIMARY KEY (file_id, line, "column", symbol_id)
) WITHOUT ROWID;

CREATE INDEX idx_scip_occurrences_symbol ON scip_occurrences (symbol_id);

-- Tags that a user gave to paths of a project: a file, a folder, or a pattern as in an ignore file.
CREATE TABLE tag_rules (
    project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    pattern TEXT NOT NULL,
    weight REAL NOT NULL DEFAULT 1.0,
    PRIMARY KEY (project_id, tag, pattern)
) WITHOUT ROWID;

-- The tags of each file: those found in the file itself (automatic), and those of tag_rules. A weight
-- over 1 ranks the file higher, one below 1 lower.
CREATE TABLE file_tags (
    file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    weight REAL NOT NULL DEFAULT 1.0,
    automatic BOOLEAN NOT NULL DEFAULT 0,
    PRIMARY KEY (file_id, tag, automatic)
) WITHOUT ROWID;

CREATE INDEX idx_file_tags_tag ON file_tags (tag);

-- The text of a file, divided among its definitions (entity_id is theirs) and the file itself. The
-- docstring of a definition is in definitions, that of a file is here.
CREATE TABLE code_content (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    entity_type TEXT NOT NULL,
    entity_id INTEGER,
    entity_name TEXT,
    line INTEGER NOT NULL,
    content TEXT NOT NULL,
    docstring TEXT,
    created_at REAL DEFAULT (julianday('now'))
);

CREATE INDEX idx_code_content_file ON code_content (file_id);

-- Texts to search --------------------------------------------------------------------------------

-- The three indexes hold no text: dev.cairn.index.extract.SearchWords makes the words, and the code that
-- replaces the rows of a file writes them. The triggers below take out what is deleted, by whatever
-- statement. When one of the indexes has to be made again it is empty, and the next run of the
-- indexer fills it (projects.index_format).

-- The words of each piece of a file, for ranking. An identifier of several words is in it as a whole,
-- with a '_' at its end that keeps the stemmer away, and as its words.
-- cairn: source=SELECT 0, '', '', '' WHERE 0
CREATE VIRTUAL TABLE code_content_fts USING fts5(
    content,
    entity_name,
    docstring,
    content='',
    contentless_delete=1,
    tokenize="porter unicode61 remove_diacritics 2 tokenchars '_$'"
);

-- The words of each file and its path: which files have all words of a query.
-- cairn: source=SELECT 0, '' WHERE 0
CREATE VIRTUAL TABLE files_fts USING fts5(
    words,
    content='',
    contentless_delete=1,
    detail=none,
    tokenize="porter unicode61 remove_diacritics 2 tokenchars '_$'"
);

-- Every three characters of each file that follow each other, each once, as a word of four letters and
-- digits (dev.cairn.index.statement.Trigrams): which files may have a text, or match a regular
-- expression. The files themselves are read to know.
-- cairn: source=SELECT 0, '' WHERE 0
CREATE VIRTUAL TABLE files_trigrams USING fts5(
    trigrams,
    content='',
    contentless_delete=1,
    detail=none,
    tokenize='ascii'
);

CREATE TRIGGER code_content_deleted AFTER DELETE ON code_content BEGIN
    DELETE FROM code_content_fts WHERE rowid = OLD.id;
END;

CREATE TRIGGER files_taken_out AFTER UPDATE OF indexed ON files
WHEN OLD.indexed = 1 AND NEW.indexed = 0 BEGIN
    DELETE FROM files_fts WHERE rowid = OLD.id;
    DELETE FROM files_trigrams WHERE rowid = OLD.id;
END;

CREATE TRIGGER files_deleted AFTER DELETE ON files BEGIN
    DELETE FROM files_fts WHERE rowid = OLD.id;
    DELETE FROM files_trigrams WHERE rowid = OLD.id;
END;

-- Texts by meaning --------------------------------------------------------------------------------

-- Models that made vectors. Questions are answered with the vectors of the active one; another one is
-- being filled until it is ahead.
CREATE TABLE vector_models (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    dimensions INTEGER NOT NULL,
    active BOOLEAN NOT NULL DEFAULT 0,
    created_at REAL DEFAULT (julianday('now'))
);

-- One vector for each text, whichever definitions have it: a byte for each dimension. Vectors of texts
-- that are gone stay for a time, because they may come back with another branch.
CREATE TABLE vectors (
    id INTEGER NOT NULL PRIMARY KEY,
    model_id INTEGER NOT NULL REFERENCES vector_models (id) ON DELETE CASCADE,
    text_hash BLOB NOT NULL,
    vector BLOB NOT NULL,
    UNIQUE (model_id, text_hash)
);

-- What happened ----------------------------------------------------------------------------------

-- What could not be indexed, or only in part, as the last look at it found. file_id is NULL for what
-- is not in files, such as a folder that cannot be read.
CREATE TABLE indexing_errors (
    id INTEGER NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    file_id INTEGER REFERENCES files (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    message TEXT NOT NULL,
    line INTEGER,
    occurred_at REAL DEFAULT (julianday('now'))
);

CREATE INDEX idx_indexing_errors_project ON indexing_errors (project_id);
CREATE INDEX idx_indexing_errors_file ON indexing_errors (file_id);

CREATE TABLE db_settings (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    updated_at REAL DEFAULT (julianday('now'))
);

-- Written by the engine; the columns are those of dev.cairn.database.audit.AuditTrail.
CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    program TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    from_version TEXT NOT NULL,
    to_version TEXT NOT NULL,
    duration_millis INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    backup_id TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit trail is only appended to');
END;

CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit trail is only appended to');
END;

-- Edits of files, begun before the file changes and ended in the transaction that changes its rows. A
-- row that is still PREPARED after a crash is finished or undone by what the file holds.
CREATE TABLE edits (
    id TEXT NOT NULL PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    hash_before TEXT NOT NULL,
    hash_after TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('PREPARED', 'DONE', 'UNDONE')),
    commit_id TEXT,
    begun_at REAL NOT NULL DEFAULT (julianday('now'))
);

CREATE INDEX idx_edits_project ON edits (project_id, begun_at);
