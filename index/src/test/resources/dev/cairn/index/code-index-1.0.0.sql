-- cairn: version=1.0.0
--
-- The database of the code index. Names that the first design of it had are kept; times are Julian
-- days where it had them. SQL, because half of it is triggers.

-- Projects and their files -----------------------------------------------------------------------

CREATE TABLE projects (
    id TEXT NOT NULL PRIMARY KEY,
    root_path TEXT NOT NULL UNIQUE,
    name TEXT,
    comment TEXT,
    index_format INTEGER NOT NULL DEFAULT 0,
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

-- While a file's rows are being replaced, indexed is 0 and nothing of the file is in the full-text
-- indexes; setting it to 1 puts everything there at once, setting it to 0 takes everything out.
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
    sha256 TEXT NOT NULL,
    has_docstring BOOLEAN,
    indexed BOOLEAN NOT NULL DEFAULT 0,
    deleted BOOLEAN DEFAULT 0,
    original_path TEXT,
    version_dir TEXT,
    created_at REAL DEFAULT (julianday('now')),
    updated_at REAL DEFAULT (julianday('now')),
    UNIQUE (project_id, dataset_id, path)
);

CREATE INDEX idx_files_dataset ON files (dataset_id);
CREATE INDEX idx_files_deleted ON files (deleted) WHERE deleted = 1;

-- What is in a file ------------------------------------------------------------------------------

-- name_parts holds the words that the name is made of, if it is made of several. parent_id is a row
-- of the same file; all rows of a file are replaced together, so it is not checked one by one.
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
    signature TEXT NOT NULL
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

-- The names that a file uses, each once for each thing it is used as.
CREATE TABLE symbols (
    file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    uses INTEGER NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (file_id, kind, name)
) WITHOUT ROWID;

CREATE INDEX idx_symbols_name ON symbols (name);

CREATE TABLE file_tags (
    file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    weight REAL NOT NULL DEFAULT 1.0,
    PRIMARY KEY (file_id, tag)
) WITHOUT ROWID;

-- The text of a file, divided among its definitions (entity_id is theirs) and the file itself. parts
-- holds the words of the identifiers that are made of several: first those of the name.
CREATE TABLE code_content (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    entity_type TEXT NOT NULL,
    entity_id INTEGER,
    entity_name TEXT,
    name_parts TEXT,
    line INTEGER NOT NULL,
    content TEXT NOT NULL,
    content_parts TEXT,
    docstring TEXT,
    created_at REAL DEFAULT (julianday('now'))
);

CREATE INDEX idx_code_content_file ON code_content (file_id);

-- Texts to search: pieces of files ---------------------------------------------------------------

CREATE VIRTUAL TABLE code_content_fts USING fts5(
    entity_type UNINDEXED,
    entity_name,
    name_parts,
    content,
    content_parts,
    docstring,
    content='code_content',
    content_rowid='id',
    tokenize="unicode61 remove_diacritics 2 tokenchars '_$'"
);

-- Each of these does nothing for a file whose rows are being replaced: files_indexed puts all of them
-- into the index at once. Row by row it would take ten times as long, because SQLite has FTS5 write
-- out what it has gathered before every statement that may have to be undone.
CREATE TRIGGER code_content_inserted AFTER INSERT ON code_content
WHEN (SELECT indexed FROM files WHERE id = NEW.file_id) = 1 BEGIN
    INSERT INTO code_content_fts
        (rowid, entity_type, entity_name, name_parts, content, content_parts, docstring)
    VALUES (NEW.id, NEW.entity_type, NEW.entity_name, NEW.name_parts, NEW.content,
            NEW.content_parts, NEW.docstring);
END;

CREATE TRIGGER code_content_deleted AFTER DELETE ON code_content
WHEN (SELECT indexed FROM files WHERE id = OLD.file_id) = 1 BEGIN
    INSERT INTO code_content_fts
        (code_content_fts, rowid, entity_type, entity_name, name_parts, content, content_parts,
         docstring)
    VALUES ('delete', OLD.id, OLD.entity_type, OLD.entity_name, OLD.name_parts, OLD.content,
            OLD.content_parts, OLD.docstring);
END;

CREATE TRIGGER code_content_updated AFTER UPDATE ON code_content BEGIN
    INSERT INTO code_content_fts
        (code_content_fts, rowid, entity_type, entity_name, name_parts, content, content_parts,
         docstring)
    SELECT 'delete', OLD.id, OLD.entity_type, OLD.entity_name, OLD.name_parts, OLD.content,
           OLD.content_parts, OLD.docstring
    WHERE (SELECT indexed FROM files WHERE id = OLD.file_id) = 1;
    INSERT INTO code_content_fts
        (rowid, entity_type, entity_name, name_parts, content, content_parts, docstring)
    SELECT NEW.id, NEW.entity_type, NEW.entity_name, NEW.name_parts, NEW.content,
           NEW.content_parts, NEW.docstring
    WHERE (SELECT indexed FROM files WHERE id = NEW.file_id) = 1;
END;

-- Texts to search: whole files -------------------------------------------------------------------

-- What files_fts holds of each file whose rows are complete. A table and not a view, because an entry
-- can be taken out of the full-text index only by giving exactly the text that went in, and by the
-- time a trigger runs the tables that feed it may have others.
CREATE TABLE file_texts (
    file_id INTEGER NOT NULL PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
    filename TEXT NOT NULL,
    path TEXT NOT NULL,
    definitions TEXT,
    imports TEXT,
    docstrings TEXT,
    tags TEXT
);

-- What file_texts should hold, gathered from the tables that feed it.
CREATE VIEW gathered_file_texts AS
SELECT
    f.id AS file_id,
    f.filename AS filename,
    f.path AS path,
    (SELECT group_concat(d.name || coalesce(' ' || d.name_parts, ''), ' ' ORDER BY d.id)
       FROM definitions d WHERE d.file_id = f.id) AS definitions,
    (SELECT group_concat(i.module || coalesce(' ' || i.name, '') || coalesce(' ' || i.alias, ''),
                         ' ' ORDER BY i.id)
       FROM imports i WHERE i.file_id = f.id) AS imports,
    (SELECT group_concat(c.docstring, char(10) ORDER BY c.id)
       FROM code_content c WHERE c.file_id = f.id AND c.docstring IS NOT NULL) AS docstrings,
    (SELECT group_concat(t.tag, ' ' ORDER BY t.tag)
       FROM file_tags t WHERE t.file_id = f.id) AS tags
FROM files f
WHERE f.indexed = 1;

CREATE VIRTUAL TABLE files_fts USING fts5(
    filename,
    path,
    definitions,
    imports,
    docstrings,
    tags,
    content='file_texts',
    content_rowid='file_id',
    tokenize="unicode61 remove_diacritics 2 tokenchars '_$'"
);

CREATE TRIGGER file_texts_inserted AFTER INSERT ON file_texts BEGIN
    INSERT INTO files_fts (rowid, filename, path, definitions, imports, docstrings, tags)
    VALUES (NEW.file_id, NEW.filename, NEW.path, NEW.definitions, NEW.imports, NEW.docstrings,
            NEW.tags);
END;

CREATE TRIGGER file_texts_deleted AFTER DELETE ON file_texts BEGIN
    INSERT INTO files_fts
        (files_fts, rowid, filename, path, definitions, imports, docstrings, tags)
    VALUES ('delete', OLD.file_id, OLD.filename, OLD.path, OLD.definitions, OLD.imports,
            OLD.docstrings, OLD.tags);
END;

CREATE TRIGGER file_texts_updated AFTER UPDATE ON file_texts BEGIN
    INSERT INTO files_fts
        (files_fts, rowid, filename, path, definitions, imports, docstrings, tags)
    VALUES ('delete', OLD.file_id, OLD.filename, OLD.path, OLD.definitions, OLD.imports,
            OLD.docstrings, OLD.tags);
    INSERT INTO files_fts (rowid, filename, path, definitions, imports, docstrings, tags)
    VALUES (NEW.file_id, NEW.filename, NEW.path, NEW.definitions, NEW.imports, NEW.docstrings,
            NEW.tags);
END;

-- A file whose rows are being replaced has no row in file_texts, so these then cost one look-up.

CREATE TRIGGER file_texts_definitions_inserted AFTER INSERT ON definitions BEGIN
    UPDATE file_texts SET definitions =
        (SELECT g.definitions FROM gathered_file_texts g WHERE g.file_id = file_texts.file_id)
    WHERE file_id = NEW.file_id;
END;

CREATE TRIGGER file_texts_definitions_deleted AFTER DELETE ON definitions BEGIN
    UPDATE file_texts SET definitions =
        (SELECT g.definitions FROM gathered_file_texts g WHERE g.file_id = file_texts.file_id)
    WHERE file_id = OLD.file_id;
END;

CREATE TRIGGER file_texts_definitions_updated AFTER UPDATE ON definitions BEGIN
    UPDATE file_texts SET definitions =
        (SELECT g.definitions FROM gathered_file_texts g WHERE g.file_id = file_texts.file_id)
    WHERE file_id IN (OLD.file_id, NEW.file_id);
END;

CREATE TRIGGER file_texts_imports_inserted AFTER INSERT ON imports BEGIN
    UPDATE file_texts SET imports =
        (SELECT g.imports FROM gathered_file_texts g WHERE g.file_id = file_texts.file_id)
    WHERE file_id = NEW.file_id;
END;

CREATE TRIGGER file_texts_imports_deleted AFTER DELETE ON imports BEGIN
    UPDATE file_texts SET imports =
        (SELECT g.imports FROM gathered_file_texts g WHERE g.file_id = file_texts.file_id)
    WHERE file_id = OLD.file_id;
END;

CREATE TRIGGER file_texts_imports_updated AFTER UPDATE ON imports BEGIN
    UPDATE file_texts SET imports =
        (SELECT g.imports FROM gathered_file_texts g WHERE g.file_id = file_texts.file_id)
    WHERE file_id IN (OLD.file_id, NEW.file_id);
END;

CREATE TRIGGER file_texts_code_content_inserted AFTER INSERT ON code_content
WHEN NEW.docstring IS NOT NULL BEGIN
    UPDATE file_texts SET docstrings =
        (SELECT g.docstrings FROM gathered_file_texts g WHERE g.file_id = file_texts.file_id)
    WHERE file_id = NEW.file_id;
END;

CREATE TRIGGER file_texts_code_content_deleted AFTER DELETE ON code_content
WHEN OLD.docstring IS NOT NULL BEGIN
    UPDATE file_texts SET docstrings =
        (SELECT g.docstrings FROM gathered_file_texts g WHERE g.file_id = file_texts.file_id)
    WHERE file_id = OLD.file_id;
END;

CREATE TRIGGER file_texts_code_content_updated AFTER UPDATE ON code_content
WHEN OLD.docstring IS NOT NULL OR NEW.docstring IS NOT NULL BEGIN
    UPDATE file_texts SET docstrings =
        (SELECT g.docstrings FROM gathered_file_texts g WHERE g.file_id = file_texts.file_id)
    WHERE file_id IN (OLD.file_id, NEW.file_id);
END;

CREATE TRIGGER file_texts_file_tags_inserted AFTER INSERT ON file_tags BEGIN
    UPDATE file_texts SET tags =
        (SELECT g.tags FROM gathered_file_texts g WHERE g.file_id = file_texts.file_id)
    WHERE file_id = NEW.file_id;
END;

CREATE TRIGGER file_texts_file_tags_deleted AFTER DELETE ON file_tags BEGIN
    UPDATE file_texts SET tags =
        (SELECT g.tags FROM gathered_file_texts g WHERE g.file_id = file_texts.file_id)
    WHERE file_id = OLD.file_id;
END;

CREATE TRIGGER file_texts_file_tags_updated AFTER UPDATE ON file_tags BEGIN
    UPDATE file_texts SET tags =
        (SELECT g.tags FROM gathered_file_texts g WHERE g.file_id = file_texts.file_id)
    WHERE file_id IN (OLD.file_id, NEW.file_id);
END;

-- A file as a whole goes into both indexes, and out of them ----------------------------------------

CREATE TRIGGER files_inserted AFTER INSERT ON files WHEN NEW.indexed = 1 BEGIN
    INSERT INTO file_texts SELECT * FROM gathered_file_texts WHERE file_id = NEW.id;
END;

CREATE TRIGGER files_indexed AFTER UPDATE OF indexed ON files
WHEN OLD.indexed = 0 AND NEW.indexed = 1 BEGIN
    INSERT INTO code_content_fts
        (rowid, entity_type, entity_name, name_parts, content, content_parts, docstring)
    SELECT id, entity_type, entity_name, name_parts, content, content_parts, docstring
    FROM code_content WHERE file_id = NEW.id;
    INSERT INTO file_texts SELECT * FROM gathered_file_texts WHERE file_id = NEW.id;
END;

CREATE TRIGGER files_taken_out AFTER UPDATE OF indexed ON files
WHEN OLD.indexed = 1 AND NEW.indexed = 0 BEGIN
    INSERT INTO code_content_fts
        (code_content_fts, rowid, entity_type, entity_name, name_parts, content, content_parts,
         docstring)
    SELECT 'delete', id, entity_type, entity_name, name_parts, content, content_parts, docstring
    FROM code_content WHERE file_id = OLD.id;
    DELETE FROM file_texts WHERE file_id = OLD.id;
END;

CREATE TRIGGER files_renamed AFTER UPDATE OF path, filename ON files BEGIN
    UPDATE file_texts SET path = NEW.path, filename = NEW.filename WHERE file_id = NEW.id;
END;

-- Before, because the rows in code_content go with the file and are needed here.
CREATE TRIGGER files_deleted BEFORE DELETE ON files WHEN OLD.indexed = 1 BEGIN
    INSERT INTO code_content_fts
        (code_content_fts, rowid, entity_type, entity_name, name_parts, content, content_parts,
         docstring)
    SELECT 'delete', id, entity_type, entity_name, name_parts, content, content_parts, docstring
    FROM code_content WHERE file_id = OLD.id;
    DELETE FROM file_texts WHERE file_id = OLD.id;
END;

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
