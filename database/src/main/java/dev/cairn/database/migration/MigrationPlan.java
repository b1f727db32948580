package dev.cairn.database.migration;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.migration.MigrationStatus.State;
import dev.cairn.database.migration.source.Migration;
import dev.cairn.database.migration.source.MigrationFolder;
import dev.cairn.database.migration.source.MigrationProblem;
import dev.cairn.database.migration.source.MigrationProblem.Kind;
import dev.cairn.database.migration.source.MigrationSet;
import dev.cairn.database.migration.source.MigrationSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What follows from the migrations that there are and the record of those that were run: a function
 * of values.
 */
final class MigrationPlan {

    private final MigrationSet set;
    private final Map<Long, Migration> migrations = new HashMap<>();
    private final Map<Long, HistoryRow> history = new HashMap<>();
    private final long baseline;
    private final long current;

    MigrationPlan(MigrationSet set, List<HistoryRow> rows) {
        this.set = set;
        set.migrations().forEach(migration -> migrations.put(migration.version(), migration));
        rows.forEach(row -> history.put(row.version(), row));
        this.baseline =
                rows.stream()
                        .filter(HistoryRow::baseline)
                        .mapToLong(HistoryRow::version)
                        .max()
                        .orElse(0);
        this.current =
                rows.stream()
                        .filter(HistoryRow::success)
                        .mapToLong(HistoryRow::version)
                        .max()
                        .orElse(0);
    }

    /** Returns what follows for a database. */
    static MigrationPlan of(MigrationSource source, DatabaseDriver driver) {
        return new MigrationPlan(MigrationFolder.read(source), new MigrationHistory(driver).rows());
    }

    /** Returns the migrations that there are, by version. */
    List<Migration> migrations() {
        return set.migrations();
    }

    /** Returns the newest version that has run; 0 if none. */
    long current() {
        return current;
    }

    /** Returns the version from which the record starts. */
    Optional<Long> baseline() {
        return baseline == 0 ? Optional.empty() : Optional.of(baseline);
    }

    /** Returns whether that version has run or is taken as done. */
    private boolean isDone(long version) {
        HistoryRow row = history.get(version);
        return version <= baseline || (row != null && row.success());
    }

    /** Returns those to run to come to a version, in order. */
    List<Migration> forward(long target) {
        return set.migrations().stream()
                .filter(migration -> migration.version() <= target)
                .filter(migration -> !isDone(migration.version()))
                .toList();
    }

    /** Returns those that have run after a version, the newest first. */
    List<HistoryRow> since(long target) {
        return history.values().stream()
                .filter(row -> row.success() && row.version() > target)
                .sorted(Comparator.comparingLong(HistoryRow::version).reversed())
                .toList();
    }

    /** Returns those that have run, with the baseline, by version. */
    List<HistoryRow> done() {
        return since(0).reversed();
    }

    /** Returns the migration of that version. */
    Optional<Migration> migration(long version) {
        return Optional.ofNullable(migrations.get(version));
    }

    /** Returns where each migration stands that there is or was, by version. */
    List<MigrationStatus.Entry> entries() {
        TreeSet<Long> versions = new TreeSet<>(migrations.keySet());
        versions.addAll(history.keySet());
        return versions.stream().map(this::entry).toList();
    }

    /** Returns where the migration of that version stands. */
    MigrationStatus.Entry entry(long version) {
        Optional<Migration> migration = migration(version);
        Optional<HistoryRow> row = Optional.ofNullable(history.get(version));
        return new MigrationStatus.Entry(
                version,
                migration.map(Migration::name).or(() -> row.map(HistoryRow::name)).orElseThrow(),
                migration
                        .map(Migration::description)
                        .or(() -> row.map(HistoryRow::description))
                        .orElseThrow(),
                state(version),
                migration.map(Migration::reversible).orElse(false),
                row.map(HistoryRow::executedAt),
                row.map(HistoryRow::executionMillis).orElse(0L));
    }

    private State state(long version) {
        HistoryRow row = history.get(version);
        if (version <= baseline) {
            return State.BASELINE;
        }
        if (row == null || !row.success()) {
            return version < current
                    ? State.OUT_OF_ORDER
                    : row == null ? State.PENDING : State.FAILED;
        }
        Migration migration = migrations.get(version);
        if (migration == null) {
            return State.MISSING;
        }
        return migration.checksum().equals(row.checksum()) ? State.APPLIED : State.EDITED;
    }

    /** Returns all that is wrong, by version. */
    List<MigrationProblem> problems() {
        List<MigrationProblem> problems = new ArrayList<>(set.problems());
        for (MigrationStatus.Entry entry : entries()) {
            problem(entry).ifPresent(problems::add);
        }
        problems.sort(Comparator.comparingLong(MigrationProblem::version));
        return List.copyOf(problems);
    }

    private Optional<MigrationProblem> problem(MigrationStatus.Entry entry) {
        String label = Migration.label(entry.version(), entry.name());
        return switch (entry.state()) {
            case PENDING, APPLIED, BASELINE -> Optional.empty();
            case EDITED ->
                    problem(
                            Kind.EDITED,
                            entry,
                            label + " was edited after it ran",
                            "put the old text back and write the change as a new migration, or run"
                                    + " migrate repair to take the new text as the one that ran");
            case MISSING ->
                    problem(
                            Kind.MISSING,
                            entry,
                            label + " has run, but is not there any more",
                            "bring it back from version control, or run migrate repair to forget"
                                    + " that it ran");
            case OUT_OF_ORDER ->
                    problem(
                            Kind.OUT_OF_ORDER,
                            entry,
                            label + " has not run, though version " + current + " has",
                            "give it the next free number, or allow migrations out of order");
            case FAILED ->
                    problem(
                            Kind.FAILED,
                            entry,
                            label + " failed and was rolled back",
                            "correct it and run migrate up, which tries it again, or run migrate"
                                    + " repair to forget the failure");
        };
    }

    private static Optional<MigrationProblem> problem(
            Kind kind, MigrationStatus.Entry entry, String message, String remedy) {
        return Optional.of(
                new MigrationProblem(kind, entry.version(), entry.name(), message, remedy));
    }
}
