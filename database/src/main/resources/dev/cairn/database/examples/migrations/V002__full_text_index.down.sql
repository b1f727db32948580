-- undo: full-text index over the files. The tags that people gave are lost.
-- The triggers go first: one that feeds an index which is gone makes every write fail.
DROP TRIGGER file_tags_fts_update;
DROP TRIGGER file_tags_fts_delete;
DROP TRIGGER file_tags_fts_insert;
DROP TRIGGER files_fts_update;
DROP TRIGGER files_fts_delete;
DROP TRIGGER files_fts_insert;
DROP TABLE file_tags_fts;
DROP TABLE files_fts;
DROP TABLE file_tags;
