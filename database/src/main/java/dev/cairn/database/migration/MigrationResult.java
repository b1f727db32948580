package dev.cairn.database.migration;

import java.util.List;
import java.util.Optional;

/**
 * What a run of migrations did.
 *
 * @param outcome how it ended
 * @param direction which way it went
 * @param fromVersion the newest version that had run before; 0 if none
 * @param toVersion the newest version that has run now; 0 if none
 * @param migrations those that were run, or would be, in the order of the run
 * @param backupPath the backup made before; empty if none was made
 * @param backupId the backup's id; empty if none was made
 * @param durationMillis how long all of it took
 * @param warnings what a person should know
 */
public record MigrationResult(
        Outcome outcome,
        Direction direction,
        long fromVersion,
        long toVersion,
        List<Run> migrations,
        Optional<String> backupPath,
        Optional<String> backupId,
        long durationMillis,
        List<String> warnings) {

    public MigrationResult {
        migrations = List.copyOf(migrations);
        warnings = List.copyOf(warnings);
    }

    /** How a run ended. */
    public enum Outcome {
        /** There was nothing to run. */
        UNCHANGED,
        /** All that was asked for was run and is committed. */
        CHANGED,
        /** It was checked what would be run; nothing was changed. */
        PLANNED
    }

    /** Which way a migration is run. */
    public enum Direction {
        UP,
        DOWN,
        /** Recorded as run without being run. */
        BASELINE
    }

    /**
     * One migration that was run.
     *
     * @param version its version
     * @param name its name
     * @param description what it does, in words
     * @param statements the number of SQL statements; 0 for a Java migration
     * @param executionMillis how long it took; 0 if it was only planned
     */
    public record Run(
            long version, String name, String description, int statements, long executionMillis) {}
}
