package dev.cairn.database.backup;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.InternalTables;
import dev.cairn.database.sqlite.SqliteSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a database file was found to hold when it was opened and checked.
 *
 * @param faults what integrity checking found
 * @param rowCounts the number of rows of each ordinary table
 * @param foreignKeyViolations how many rows refer to a missing row
 * @param schemaVersion the recorded version; empty if there is none
 */
record BackupContent(
        List<String> faults,
        Map<String, Long> rowCounts,
        long foreignKeyViolations,
        String schemaVersion) {

    /** Opens a database file that nobody writes, and looks at all of it. */
    static BackupContent inspect(Path file) {
        try (SqliteSnapshot snapshot = SqliteSnapshot.open(file)) {
            List<String> faults = snapshot.faults();
            if (!faults.isEmpty()) {
                return new BackupContent(faults, Map.of(), 0, "");
            }
            Map<String, Long> rowCounts = snapshot.rowCounts();
            return new BackupContent(
                    faults,
                    rowCounts,
                    snapshot.foreignKeyViolations(),
                    schemaVersion(snapshot, rowCounts));
        } catch (DatabaseException e) {
            return new BackupContent(List.of(String.valueOf(e.getMessage())), Map.of(), 0, "");
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

    /** Returns in what the content is not as the manifest says, one sentence each. */
    List<String> differencesFrom(BackupManifest manifest) {
        List<String> differences = new ArrayList<>(faults);
        if (faults.isEmpty() && !rowCounts.equals(manifest.rowCounts())) {
            differences.add(
                    "the tables hold "
                            + rowCounts
                            + " rows, the manifest says "
                            + manifest.rowCounts());
        }
        if (faults.isEmpty() && foreignKeyViolations != manifest.foreignKeyViolations()) {
            differences.add(
                    foreignKeyViolations
                            + " rows refer to a missing row, the manifest says "
                            + manifest.foreignKeyViolations());
        }
        return differences;
    }
}
