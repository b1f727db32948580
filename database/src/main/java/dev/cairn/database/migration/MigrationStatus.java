package dev.cairn.database.migration;

import dev.cairn.database.migration.source.MigrationProblem;
import java.util.List;
import java.util.Optional;

/**
 * Where a database stands.
 *
 * @param currentVersion the newest version that has run; 0 if none
 * @param baseline the version from which the record starts, if it was said
 * @param migrations every migration that there is or was, by version
 * @param problems what {@link MigrationRequests.MigrateValidateRequest} finds
 * @param drift whether the structure is what the migrations gave
 */
public record MigrationStatus(
        long currentVersion,
        Optional<Long> baseline,
        List<Entry> migrations,
        List<MigrationProblem> problems,
        Drift drift) {

    public MigrationStatus {
        migrations = List.copyOf(migrations);
        problems = List.copyOf(problems);
    }

    /**
     * One migration.
     *
     * @param version its version
     * @param name its name
     * @param description what it does, in words
     * @param state where it stands
     * @param reversible whether there is a way back; false where the file is gone
     * @param executedAt when it ran, in UTC as {@code 2026-01-31T12:00:00.000Z}; empty if it did
     *     not
     * @param executionMillis how long it took; 0 if it did not run
     */
    public record Entry(
            long version,
            String name,
            String description,
            State state,
            boolean reversible,
            Optional<String> executedAt,
            long executionMillis) {}

    /** Where a migration stands. */
    public enum State {
        /** It will run next time. */
        PENDING,
        /** It has run. */
        APPLIED,
        /** It has run, and its file says something else by now. */
        EDITED,
        /** It has run, and its file is gone. */
        MISSING,
        /** It failed and was rolled back. */
        FAILED,
        /** It has not run, though a newer one has. */
        OUT_OF_ORDER,
        /** It is at or below the baseline and is taken as done. */
        BASELINE
    }

    /**
     * How the structure differs from what the migrations give when they are run in an empty
     * database.
     *
     * @param verdict whether it does
     * @param differences one line for each difference
     * @param reason why it could not be told; empty if it could
     */
    public record Drift(Verdict verdict, List<String> differences, String reason) {

        public Drift {
            differences = List.copyOf(differences);
        }
    }

    /** Whether the structure is what the migrations gave. */
    public enum Verdict {
        NONE,
        DRIFTED,
        /** What the history gave cannot be found out. */
        UNKNOWN
    }
}
