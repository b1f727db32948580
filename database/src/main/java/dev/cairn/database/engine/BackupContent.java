package dev.cairn.database.engine;

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
public record BackupContent(
        List<String> faults,
        Map<String, Long> rowCounts,
        long foreignKeyViolations,
        String schemaVersion) {

    public BackupContent {
        faults = List.copyOf(faults);
        rowCounts = Map.copyOf(rowCounts);
    }

    /** Returns the content of a file that is not sound. */
    public static BackupContent faulty(List<String> faults) {
        return new BackupContent(faults, Map.of(), 0, "");
    }

    /**
     * Returns in what the content is not as a manifest says, one sentence each.
     *
     * @param expectedRowCounts the manifest's rows by table
     * @param expectedViolations the manifest's rows that refer to a missing row
     */
    public List<String> differencesFrom(
            Map<String, Long> expectedRowCounts, long expectedViolations) {
        List<String> differences = new ArrayList<>(faults);
        if (faults.isEmpty() && !rowCounts.equals(expectedRowCounts)) {
            differences.add(
                    "the tables hold "
                            + rowCounts
                            + " rows, the manifest says "
                            + expectedRowCounts);
        }
        if (faults.isEmpty() && foreignKeyViolations != expectedViolations) {
            differences.add(
                    foreignKeyViolations
                            + " rows refer to a missing row, the manifest says "
                            + expectedViolations);
        }
        return differences;
    }
}
