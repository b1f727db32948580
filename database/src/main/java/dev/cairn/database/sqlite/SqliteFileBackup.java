package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.engine.BackupContent;
import dev.cairn.database.engine.FileBackupMethod;
import dev.cairn.database.engine.InternalTables;
import dev.cairn.database.sqlite.schema.SqliteCatalog;
import dev.cairn.schema.Identifier;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Copies the whole database file by SQLite's online backup. */
final class SqliteFileBackup implements FileBackupMethod {

    @Override
    public String name() {
        return "file";
    }

    @Override
    public boolean holdsNoRows(DatabaseDriver driver) {
        return SqliteCatalog.tables(driver).stream()
                .filter(table -> !InternalTables.contains(table))
                .noneMatch(table -> holdsRow(driver, table));
    }

    /** A table that cannot be read may hold anything. */
    private static boolean holdsRow(DatabaseDriver driver, String table) {
        try {
            return driver.queryValue("SELECT 1 FROM " + Identifier.quote(table) + " LIMIT 1")
                    .isPresent();
        } catch (DatabaseException e) {
            if (e.code() == DatabaseErrorCode.INVALID_STATEMENT) {
                return true;
            }
            throw e;
        }
    }

    @Override
    public long sizeBytes(DatabaseDriver driver) {
        return number(driver, "PRAGMA page_count") * number(driver, "PRAGMA page_size");
    }

    private static long number(DatabaseDriver driver, String sql) {
        return (long) driver.queryValue(sql).orElse(0L);
    }

    @Override
    public Path file(DatabaseDriver driver) {
        return own(driver).file();
    }

    @Override
    public void copy(DatabaseDriver driver, Path target, ProgressListener progress) {
        own(driver).copyInto(target, progress);
    }

    /** The settings of the session would put a log next to the copy if it were not closed. */
    @Override
    public void rebuildIndexes(Path copy) {
        SqliteSession session = SqliteSession.open(copy, SqliteSettings.standard());
        try {
            session.control("REINDEX");
        } catch (SQLException e) {
            throw SqliteErrors.translate("build the indexes of '" + copy + "' again", e);
        } finally {
            session.close();
        }
    }

    @Override
    public BackupContent inspect(Path file) {
        try (SqliteSnapshot snapshot = SqliteSnapshot.open(file)) {
            List<String> faults = snapshot.faults();
            if (!faults.isEmpty()) {
                return BackupContent.faulty(faults);
            }
            Map<String, Long> rowCounts = snapshot.rowCounts();
            return new BackupContent(
                    faults,
                    rowCounts,
                    snapshot.foreignKeyViolations(),
                    schemaVersion(snapshot, rowCounts));
        } catch (DatabaseException e) {
            return BackupContent.faulty(List.of(String.valueOf(e.getMessage())));
        }
    }

    private static String schemaVersion(SqliteSnapshot snapshot, Map<String, Long> tables) {
        for (String table : List.of("db_settings", InternalTables.SETTINGS)) {
            if (tables.containsKey(table) && hasKeysAndValues(snapshot, table)) {
                List<String> found =
                        snapshot.texts(
                                "SELECT value FROM " + table + " WHERE key = 'schema_version'");
                if (!found.isEmpty()) {
                    return found.getFirst();
                }
            }
        }
        return "";
    }

    private static boolean hasKeysAndValues(SqliteSnapshot snapshot, String table) {
        return snapshot.texts("SELECT name FROM pragma_table_info('" + table + "')")
                .containsAll(List.of("key", "value"));
    }

    @Override
    public void replace(DatabaseDriver driver, Path copy, Path keepAs) {
        own(driver).replaceFile(copy, keepAs);
    }

    /** Only the process that owns a file can copy or replace it. */
    private static SqliteDriver own(DatabaseDriver driver) {
        if (driver instanceof SqliteDriver own) {
            return own;
        }
        throw new DatabaseException(
                DatabaseErrorCode.FORBIDDEN,
                "cannot back up or restore database '"
                        + driver.information().location()
                        + "' in a process that does not own it; ask its worker");
    }
}
