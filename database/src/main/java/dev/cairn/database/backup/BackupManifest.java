package dev.cairn.database.backup;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.engine.BackupMethod;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.Engines;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The description of a backup, kept as JSON next to it.
 *
 * @param id the backup's id, a UUID
 * @param database the database it was made of: a path, or host, port and name
 * @param createdAt when, ISO 8601 in UTC
 * @param file the name of the backup's file in the same folder
 * @param compressed whether it is compressed by zstd
 * @param recipients the age recipients it is encrypted to; empty if it is not encrypted
 * @param databaseBytes the size of the database in it
 * @param storedBytes the size of the file
 * @param databaseSha256 the hash of the database in it
 * @param storedSha256 the hash of the file
 * @param schemaVersion the version recorded in the database; empty if none is
 * @param sqliteVersion the version of the engine that made it; the name is that of the first one
 * @param rowCounts the number of rows of each ordinary table
 * @param foreignKeyViolations how many rows refer to a missing row, as they did in the database
 * @param comment why it was made
 * @param engine the configuration's name of the engine that made it; null in manifests that are
 *     older than this entry, which are SQLite's
 * @param method the name of the {@link dev.cairn.database.engine.BackupMethod} that made it; null
 *     in such manifests too
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

    private static final String HASH = "64 hexadecimal digits";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern FILE =
            Pattern.compile("database-[A-Za-z0-9._-]+\\.(db|sql)(\\.zst)?(\\.age)?");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    public BackupManifest {
        recipients = List.copyOf(recipients);
        rowCounts = Map.copyOf(rowCounts);
    }

    /**
     * Checks every value, because anybody may have written the file that a manifest is read from.
     *
     * @return this manifest
     * @throws IllegalArgumentException if a value is not one that a backup can have
     */
    BackupManifest requireValid() {
        Stream.of(
                        id,
                        database,
                        createdAt,
                        file,
                        databaseSha256,
                        storedSha256,
                        schemaVersion,
                        sqliteVersion,
                        comment)
                .forEach(value -> Objects.requireNonNull(value, "a text"));
        require(ID.matcher(id).matches(), "id", id, "a UUID");
        require(
                FILE.matcher(file).matches() && file.contains(id),
                "file",
                file,
                "the name database-…-%s.db (or .sql) of a file in the same folder".formatted(id));
        require(isTime(createdAt), "createdAt", createdAt, "a time such as 2026-01-31T00:00:00Z");
        require(databaseBytes >= 0, "databaseBytes", databaseBytes, "0 or more");
        require(storedBytes >= 0, "storedBytes", storedBytes, "0 or more");
        require(SHA_256.matcher(databaseSha256).matches(), "databaseSha256", databaseSha256, HASH);
        require(SHA_256.matcher(storedSha256).matches(), "storedSha256", storedSha256, HASH);
        require(
                foreignKeyViolations >= 0,
                "foreignKeyViolations",
                foreignKeyViolations,
                "0 or more");
        rowCounts.forEach(
                (table, rows) -> require(rows >= 0, "rowCounts." + table, rows, "0 or more"));
        return this;
    }

    private static void require(boolean right, String field, Object value, String wanted) {
        if (!right) {
            throw new IllegalArgumentException(
                    "'%s' is '%s' and must be %s".formatted(field, value, wanted));
        }
    }

    private static boolean isTime(String text) {
        try {
            return !Instant.parse(text).equals(Instant.MAX);
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    /** Returns whether the backup was made of that database. */
    public boolean isOf(String other) {
        return database.equals(other);
    }

    /**
     * Refuses to take the backup for one of another database.
     *
     * @param other the database that it is to replace, as manifests name it
     * @throws DatabaseException with {@link DatabaseErrorCode#REFUSED} if it was made of another
     */
    public void requireOf(String other) {
        if (!isOf(other)) {
            throw new DatabaseException(
                    DatabaseErrorCode.REFUSED,
                    "cannot restore backup %s into '%s': it was made of '%s'; choose one of 'cairn backup list', or allow it with --from-other-database"
                            .formatted(id, other, database));
        }
    }

    /** Returns the configuration's name of the engine that made it. */
    public String engineName() {
        return Objects.requireNonNullElse(engine, DatabaseType.SQLITE.configurationName());
    }

    /**
     * Refuses a backup of another engine, which no option allows.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#REFUSED}
     */
    public void requireOf(DatabaseType type) {
        if (!engineName().equals(type.configurationName())) {
            throw new DatabaseException(
                    DatabaseErrorCode.REFUSED,
                    "cannot restore backup %s: it is of the engine '%s', and the database is of the engine '%s'"
                            .formatted(id, engineName(), type.configurationName()));
        }
    }

    /** Returns whether the content can only be read with an identity. */
    public boolean encrypted() {
        return !recipients.isEmpty();
    }

    /**
     * Returns the method that made it.
     *
     * @param opened the engine of the database that is open; empty if none is
     * @throws DatabaseException if this program does not have it
     */
    BackupMethod backupMethod(Optional<Engine> opened) {
        String name = Objects.requireNonNullElse(method, "file");
        return DatabaseType.ofConfigurationName(engineName())
                .map(type -> engine(type, opened))
                .flatMap(own -> own.backupMethod(name))
                .orElseThrow(() ->
                        new DatabaseException(
                                DatabaseErrorCode.BACKUP_FAILED,
                                "cannot read backup '"
                                        + id
                                        + "': this program has no backup method '"
                                        + name
                                        + "' of engine '"
                                        + engineName()
                                        + "' here; use the version that made the backup, or"
                                        + " install what it needs"));
    }

    private Engine engine(DatabaseType type, Optional<Engine> opened) {
        if (opened.isPresent() && opened.get().type() == type) {
            return opened.get();
        }
        if (type != DatabaseType.SQLITE) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    "cannot read backup '%s': it is of the engine '%s', and only a server of that engine can read it; name one with --database"
                            .formatted(id, engineName()));
        }
        return Engines.of(type);
    }

    /** Returns the number of rows in all tables. */
    public long rows() {
        return rowCounts.values().stream().mapToLong(Long::longValue).sum();
    }
}
