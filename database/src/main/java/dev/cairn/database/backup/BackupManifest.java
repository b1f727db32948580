package dev.cairn.database.backup;

import java.util.Objects;
import dev.cairn.database.engine.Engines;
import dev.cairn.database.engine.BackupMethod;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseType;
import org.jspecify.annotations.Nullable;
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
 * @param engine the configuration's name of the engine that made it; null in manifests that are
 *     older than this entry, which are SQLite's
 * @param method the name of the {@link dev.cairn.database.engine.BackupMethod} that made it; null in
 *     such manifests too
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
        String comment,
        @Nullable String engine,
        @Nullable String method) {

    public BackupManifest {
        recipients = List.copyOf(recipients);
        rowCounts = Map.copyOf(rowCounts);
    }

    /** Returns whether the content can only be read with an identity. */
    public boolean encrypted() {
        return !recipients.isEmpty();
    }

    /**
     * Returns the method that made it.
     *
     * @throws DatabaseException if this program does not have it
     */
    BackupMethod backupMethod() {
        String type = Objects.requireNonNullElse(engine, DatabaseType.SQLITE.configurationName());
        String name = Objects.requireNonNullElse(method, "file");
        return DatabaseType.ofConfigurationName(type)
                .map(Engines::of)
                .flatMap(own -> own.backupMethod(name))
                .orElseThrow(() ->
                        new DatabaseException(
                                DatabaseErrorCode.BACKUP_FAILED,
                                "cannot read backup '"
                                        + id
                                        + "': this program has no backup method '"
                                        + name
                                        + "' of engine '"
                                        + type
                                        + "'; use the version that made the backup"));
    }

    /** Returns the number of rows in all tables. */
    public long rows() {
        return rowCounts.values().stream().mapToLong(Long::longValue).sum();
    }
}
