-- Full-text index over the files, with the tags that people give them
CREATE TABLE file_tags (
    id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    weight REAL NOT NULL DEFAULT 1.0,
    UNIQUE (file_id, tag)
);

-- An external-content index can only have columns of its content table. Tags stand in rows of
-- their own and change by themselves, so they have an index of their own.
CREATE VIRTUAL TABLE files_fts USING fts5 (
    path, filename, content,
    content = 'files', content_rowid = 'id'
);

CREATE VIRTUAL TABLE file_tags_fts USING fts5 (
    tag,
    content = 'file_tags', content_rowid = 'id'
);

-- Rows that exist are indexed by no trigger.
INSERT INTO files_fts (files_fts) VALUES ('rebuild');

-- The command 'delete' needs the old values, or what was indexed before stays found.
CREATE TRIGGER files_fts_insert AFTER INSERT ON files BEGIN
    INSERT INTO files_fts (rowid, path, filename, content)
    VALUES (new.id, new.path, new.filename, new.content);
END;

CREATE TRIGGER files_fts_delete AFTER DELETE ON files BEGIN
    INSERT INTO files_fts (files_fts, rowid, path, filename, content)
    VALUES ('delete', old.id, old.path, old.filename, old.content);
END;

CREATE TRIGGER files_fts_update AFTER UPDATE OF id, path, filename, content ON files BEGIN
    INSERT INTO files_fts (files_fts, rowid, path, filename, content)
    VALUES ('delete', old.id, old.path, old.filename, old.content);
    INSERT INTO files_fts (rowid, path, filename, content)
    VALUES (new.id, new.path, new.filename, new.content);
END;

CREATE TRIGGER file_tags_fts_insert AFTER INSERT ON file_tags BEGIN
    INSERT INTO file_tags_fts (rowid, tag) VALUES (new.id, new.tag);
END;

CREATE TRIGGER file_tags_fts_delete AFTER DELETE ON file_tags BEGIN
    INSERT INTO file_tags_fts (file_tags_fts, rowid, tag) VALUES ('delete', old.id, old.tag);
END;

CREATE TRIGGER file_tags_fts_update AFTER UPDATE OF id, tag ON file_tags BEGIN
    INSERT INTO file_tags_fts (file_tags_fts, rowid, tag) VALUES ('delete', old.id, old.tag);
    INSERT INTO file_tags_fts (rowid, tag) VALUES (new.id, new.tag);
END;
