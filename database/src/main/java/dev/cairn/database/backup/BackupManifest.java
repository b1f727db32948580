package dev.cairn.database.backup;

import java.util.List;
import java.util.Map;

/**
 * What is known of a backup; kept as JSON beside it.
 *
 * @param id the backup's id, a UUID
 * @param database the path of the database it was made of
 * @param createdAt when, ISO 8601 in UTC
 * @param file the name of the backup's file in the same folder
 * @param compressed whether it is compressed by zstd
 * @param recipients the age recipients it is encrypted to; empty if it is not encrypted
 * @param databaseBytes the size of the database in it
 * @param storedBytes the size of the file
 * @param databaseSha256 the hash of the database in it
 * @param storedSha256 the hash of the file
 * @param schemaVersion the version recorded in the database; empty if none is
 * @param sqliteVersion the SQLite version that made it
 * @param rowCounts the number of rows of each ordinary table
 * @param foreignKeyViolations how many rows refer to a missing row, as they did in the database
 * @param comment why it was made
 */
public record BackupManifest(
        String id,
        String database,
        String createdAt,
        String file,
        boolean compressed,
        List<String> recipients,
        long databaseBytes,
        long storedBytes,
        String databaseSha256,
        String storedSha256,
        String schemaVersion,
        String sqliteVersion,
        Map<String, Long> rowCounts,
        long foreignKeyViolations,
        String comment) {

    public BackupManifest {
        recipients = List.copyOf(recipients);
        rowCounts = Map.copyOf(rowCounts);
    }

    /** Returns whether the content can only be read with an identity. */
    public boolean encrypted() {
        return !recipients.isEmpty();
    }

    /** Returns the number of rows in all tables. */
    public long rows() {
        return rowCounts.values().stream().mapToLong(Long::longValue).sum();
    }
}
