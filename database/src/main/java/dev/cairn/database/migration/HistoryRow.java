package dev.cairn.database.migration;

import dev.cairn.database.migration.source.Migration;

/**
 * What is recorded of one migration.
 *
 * @param version its version
 * @param name its name
 * @param description what it does, in words
 * @param checksum the checksum of what was run; empty for a baseline
 * @param executedAt when it ran, in UTC
 * @param executionMillis how long it took
 * @param success whether it is done; otherwise it was rolled back
 * @param baseline whether it stands for itself and all before it without having been run
 */
record HistoryRow(
        long version,
        String name,
        String description,
        String checksum,
        String executedAt,
        long executionMillis,
        boolean success,
        boolean baseline) {

    /** Returns {@code V001__initial_schema}. */
    String label() {
        return Migration.label(version, name);
    }
}
