package dev.cairn.database.migration;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.backup.BackupBeforeChange;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.migration.MigrationRequests.MigrateDownRequest;
import dev.cairn.database.migration.MigrationRequests.MigrateUpRequest;
import dev.cairn.database.migration.MigrationResult.Direction;
import dev.cairn.database.migration.MigrationResult.Outcome;
import dev.cairn.database.migration.source.MigrationFolder;
import dev.cairn.database.migration.source.MigrationProblem;
import dev.cairn.database.migration.source.MigrationProblem.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Carries out {@link MigrationRequests.MigrateUpRequest} and {@link
 * MigrationRequests.MigrateDownRequest}.
 */
final class MigrationOperations {

    private final DatabaseDriver driver;
    private final ProgressListener progress;
    private final MigrationHistory history;
    private final long start = System.nanoTime();

    MigrationOperations(DatabaseDriver driver, ProgressListener progress) {
        this.driver = driver;
        this.progress = progress;
        this.history = new MigrationHistory(driver);
    }

    /** Runs what has not run. */
    MigrationResult up(MigrateUpRequest request) {
        return exclusively(request.options(), () -> upNow(request));
    }

    private MigrationResult exclusively(MigrationOptions options, Supplier<MigrationResult> work) {
        return options.dryRun() ? work.get() : Engine.of(driver).exclusively(driver, work);
    }

    private MigrationResult upNow(MigrateUpRequest request) {
        MigrationOptions options = request.options();
        List<HistoryRow> rows = history.rows();
        MigrationPlan plan = new MigrationPlan(MigrationFolder.read(request.source()), rows);
        request.target().ifPresent(version -> requireMigration(plan, version));
        Set<Kind> tolerated =
                options.outOfOrder() ? EnumSet.of(Kind.OUT_OF_ORDER) : EnumSet.noneOf(Kind.class);
        refuse(plan, problem -> problem.kind().blocking() && !tolerated.contains(problem.kind()));
        List<MigrationStep> steps =
                MigrationPreparation.forward(
                        Engine.of(driver),
                        request.source(),
                        plan.forward(request.target().orElse(Long.MAX_VALUE)));
        return run(Direction.UP, plan, steps, rows, options);
    }

    /** Undoes what has run. */
    MigrationResult down(MigrateDownRequest request) {
        return exclusively(request.options(), () -> downNow(request));
    }

    private MigrationResult downNow(MigrateDownRequest request) {
        List<HistoryRow> rows = history.rows();
        MigrationPlan plan = new MigrationPlan(MigrationFolder.read(request.source()), rows);
        long version = request.target().orElseGet(() -> oneBack(plan));
        requireDone(plan, version);
        List<HistoryRow> undone = plan.since(version);
        refuse(
                plan,
                problem ->
                        Set.of(Kind.EDITED, Kind.MISSING, Kind.DUPLICATE).contains(problem.kind())
                                && problem.version() > version);
        List<MigrationStep> steps =
                MigrationPreparation.back(Engine.of(driver), request.source(), plan, undone);
        return run(Direction.DOWN, plan, steps, rows, request.options());
    }

    private static long oneBack(MigrationPlan plan) {
        List<HistoryRow> done = plan.since(plan.baseline().orElse(0L));
        return done.size() > 1 ? done.get(1).version() : plan.baseline().orElse(0L);
    }

    private static void requireMigration(MigrationPlan plan, long version) {
        if (plan.migration(version).isEmpty()) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    "cannot migrate up to version " + version + ": there is no such migration");
        }
    }

    private static void requireDone(MigrationPlan plan, long version) {
        long baseline = plan.baseline().orElse(0L);
        if (version < baseline) {
            throw new DatabaseException(
                    DatabaseErrorCode.REFUSED,
                    "cannot migrate down to version "
                            + version
                            + ": the record starts with the baseline "
                            + baseline
                            + ", and what was there before it was not made by migrations");
        }
        boolean known =
                version == 0 || plan.done().stream().anyMatch(row -> row.version() == version);
        if (!known) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    "cannot migrate down to version "
                            + version
                            + ": it has not run; name a version that has, or 0");
        }
    }

    private static void refuse(MigrationPlan plan, Predicate<MigrationProblem> blocks) {
        List<String> lines =
                plan.problems().stream().filter(blocks).map(MigrationProblem::line).toList();
        if (!lines.isEmpty()) {
            throw new DatabaseException(
                    DatabaseErrorCode.REFUSED,
                    "cannot run migrations: " + String.join(". ", lines),
                    lines,
                    null);
        }
    }

    private MigrationResult run(
            Direction direction,
            MigrationPlan plan,
            List<MigrationStep> steps,
            List<HistoryRow> rows,
            MigrationOptions options) {
        if (steps.isEmpty() || options.dryRun()) {
            List<MigrationResult.Run> planned =
                    steps.stream().map(step -> step.describe(0)).toList();
            return result(
                    steps.isEmpty() ? Outcome.UNCHANGED : Outcome.PLANNED,
                    direction,
                    plan.current(),
                    planned,
                    BackupBeforeChange.none());
        }
        BackupBeforeChange backup = backUp(direction, plan, steps, options);
        MigrationRun run = new MigrationRun(driver, direction, progress, backup);
        if (options.singleTransaction()) {
            run.runTogether(steps, rows);
        } else {
            runOneByOne(run, steps, rows);
        }
        return result(Outcome.CHANGED, direction, plan.current(), run.done(), backup);
    }

    private BackupBeforeChange backUp(
            Direction direction,
            MigrationPlan plan,
            List<MigrationStep> steps,
            MigrationOptions options) {
        if (options.backupFolder().isEmpty()) {
            return BackupBeforeChange.none();
        }
        String comment =
                "before migrate "
                        + direction.name().toLowerCase(Locale.ROOT)
                        + " from version "
                        + plan.current()
                        + ", "
                        + steps.size()
                        + " migrations";
        return BackupBeforeChange.make(driver, options.backupFolder().get(), comment, progress);
    }

    private void runOneByOne(MigrationRun run, List<MigrationStep> steps, List<HistoryRow> rows) {
        List<HistoryRow> expected = rows;
        for (MigrationStep step : steps) {
            run.runTogether(List.of(step), expected);
            expected = history.rows();
        }
    }

    private MigrationResult result(
            Outcome outcome,
            Direction direction,
            long from,
            List<MigrationResult.Run> migrations,
            BackupBeforeChange backup) {
        long now =
                history.rows().stream()
                        .filter(HistoryRow::success)
                        .mapToLong(HistoryRow::version)
                        .max()
                        .orElse(0);
        return new MigrationResult(
                outcome,
                direction,
                from,
                now,
                migrations,
                backup.path(),
                backup.id(),
                (System.nanoTime() - start) / 1_000_000,
                backup.warnings());
    }
}
