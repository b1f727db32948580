-- cairn: version=1.0.0
BEGIN;
CREATE TABLE IF NOT EXISTS projects (
  id TEXT NOT NULL PRIMARY KEY, [root_path] text NOT NULL UNIQUE, name TEXT, comment TEXT,
  created_at REAL DEFAULT (julianday('now')), updated_at REAL DEFAULT ((JULIANDAY('now')))
);
CREATE TABLE datasets (
  id TEXT PRIMARY KEY NOT NULL,
  project_id TEXT NOT NULL REFERENCES projects ON DELETE CASCADE,
  root_path TEXT NOT NULL, name TEXT,
  created_at REAL DEFAULT (julianday('now')), updated_at REAL DEFAULT (julianday('now')),
  UNIQUE (project_id, root_path)
);
CREATE TABLE files (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  project_id TEXT NOT NULL, dataset_id TEXT NOT NULL, path TEXT NOT NULL,
  lines INTEGER, last_modified REAL, has_docstring BOOLEAN, deleted BOOLEAN DEFAULT 0,
  original_path TEXT, version_dir TEXT,
  created_at REAL DEFAULT (julianday('now')), updated_at REAL DEFAULT (julianday('now')),
  FOREIGN KEY (dataset_id) REFERENCES datasets (id) ON DELETE CASCADE,
  FOREIGN KEY (project_id) REFERENCES projects (id) ON DELETE CASCADE,
  UNIQUE (project_id, dataset_id, path)
);
CREATE TABLE code_content (
  id INTEGER NOT NULL, file_id INTEGER NOT NULL, entity_type TEXT NOT NULL, entity_id INTEGER,
  entity_name TEXT, content TEXT NOT NULL, docstring TEXT,
  created_at REAL DEFAULT (julianday('now')),
  PRIMARY KEY (id AUTOINCREMENT),
  FOREIGN KEY (file_id) REFERENCES files (id) ON DELETE CASCADE
);
CREATE TABLE db_settings (
  "key" TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL, updated_at REAL DEFAULT (julianday('now'))
);
CREATE INDEX idx_files_deleted ON files (deleted) WHERE "deleted" = 1;
CREATE VIRTUAL TABLE code_content_fts USING fts5(
  entity_type, entity_name, content, docstring, content = code_content
);
COMMIT;
