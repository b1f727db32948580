package dev.cairn.database;

/**
 * What a statement did.
 *
 * @param changedRows the number of rows inserted, updated or deleted, triggers not counted
 * @param lastRowId the row id of the last insertion of this conversation; 0 if there was none
 */
public record UpdateResult(long changedRows, long lastRowId) {}
