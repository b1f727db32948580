package dev.cairn.database.migration;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.audit.AuditEntry;
import dev.cairn.database.audit.AuditEvent.Outcome;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.AuditTrail;
import dev.cairn.database.backup.BackupBeforeChange;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.migration.MigrationResult.Direction;
import dev.cairn.database.migration.source.JavaMigration;
import dev.cairn.database.migration.source.Migration;
import dev.cairn.database.migration.source.MigrationScript;
import dev.cairn.database.verify.CheckedTransaction;
import dev.cairn.schema.sqlite.text.SqlScript;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs migrations in one direction, each with the row that records it in its transaction. */
final class MigrationRun {

    private final DatabaseDriver driver;
    private final MigrationHistory history;
    private final Direction direction;
    private final ProgressListener progress;
    private final BackupBeforeChange backup;
    private final List<AuditEntry> entries = new ArrayList<>();
    private final List<MigrationResult.Run> done = new ArrayList<>();
    private @Nullable MigrationStep running;

    /**
     * @param backup the backup that was made before
     */
    MigrationRun(
            DatabaseDriver driver,
            Direction direction,
            ProgressListener progress,
            BackupBeforeChange backup) {
        this.driver = driver;
        this.backup = backup;
        this.history = new MigrationHistory(driver);
        this.direction = direction;
        this.progress = progress;
    }

    /**
     * Runs the steps in one transaction.
     *
     * @param expected the record from which it follows that these are to be run
     * @throws DatabaseException with {@link DatabaseErrorCode#BUSY} if the record has changed since
     */
    void runTogether(List<MigrationStep> steps, List<HistoryRow> expected) {
        if (steps.stream().anyMatch(this::runsOutside)) {
            runOneByOne(steps, expected);
            return;
        }
        int before = done.size();
        entries.clear();
        try {
            CheckedTransaction.run(
                    driver,
                    () -> {
                        requireRecord(expected);
                        history.create();
                        steps.forEach(this::run);
                        running = steps.size() == 1 ? steps.getFirst() : null;
                        return true;
                    });
            entries.forEach(AuditTrail::log);
        } catch (DatabaseException e) {
            entries.clear();
            done.subList(before, done.size()).clear();
            throw failed(steps, e);
        }
    }

    private boolean runsOutside(MigrationStep step) {
        return step instanceof MigrationStep.Script script
                && script.script().statements().stream()
                        .anyMatch(Engine.of(driver)::mustRunOutside);
    }

    /**
     * Statements that cannot run in a transaction commit by themselves, so each migration is
     * recorded when its statements have run.
     */
    private void runOneByOne(List<MigrationStep> steps, List<HistoryRow> expected) {
        requireRecord(expected);
        for (MigrationStep step : steps) {
            if (runsOutside(step)) {
                runOutside(step);
            } else {
                runTogether(List.of(step), history.rows());
            }
        }
    }

    private void runOutside(MigrationStep step) {
        entries.clear();
        running = step;
        long start = System.nanoTime();
        if (step instanceof MigrationStep.Script script) {
            try {
                runStatements(
                        script, statement -> Engine.of(driver).executeOutside(driver, statement));
            } catch (DatabaseException e) {
                throw failed(List.of(step), e);
            }
        }
        driver.inTransaction(
                TransactionMode.WRITE,
                () -> {
                    history.create();
                    record(step, (System.nanoTime() - start) / 1_000_000);
                    return true;
                });
        entries.forEach(AuditTrail::log);
    }

    private void requireRecord(List<HistoryRow> expected) {
        if (!history.rows().equals(expected)) {
            throw new DatabaseException(
                    DatabaseErrorCode.BUSY,
                    "cannot run migrations: another conversation ran some just now; try again");
        }
    }

    private void run(MigrationStep step) {
        running = step;
        long start = System.nanoTime();
        switch (step) {
            case MigrationStep.Script script -> runScript(script);
            case MigrationStep.Code code -> runCode(code);
        }
        record(step, (System.nanoTime() - start) / 1_000_000);
    }

    private void record(MigrationStep step, long millis) {
        switch (direction) {
            case UP, BASELINE -> history.put(row(step.migration(), millis, true));
            case DOWN -> history.remove(step.migration().version());
        }
        audit(step.migration(), millis, Outcome.DONE, "");
        done.add(step.describe(millis));
    }

    private void runScript(MigrationStep.Script step) {
        runStatements(step, sql -> driver.execute(sql));
    }

    private void runStatements(MigrationStep.Script step, Consumer<String> runner) {
        MigrationScript script = step.script();
        int total = script.statements().size();
        for (int i = 0; i < total; i++) {
            SqlScript.Statement statement = script.statements().get(i);
            progress.progress(step.migration().label(), i, total);
            try {
                runner.accept(statement.text());
            } catch (DatabaseException e) {
                throw new DatabaseException(
                        codeOf(e), "at " + script.place(statement) + ": " + e.getMessage(), e);
            }
        }
        progress.progress(step.migration().label(), total, total);
    }

    private void runCode(MigrationStep.Code step) {
        progress.progress(step.migration().label(), 0, 1);
        MigrationConversation conversation = new MigrationConversation(driver);
        JavaMigration code = step.migration().code();
        try {
            switch (direction) {
                case UP, BASELINE -> code.up(conversation);
                case DOWN -> code.down(conversation);
            }
        } catch (DatabaseException e) {
            throw new DatabaseException(
                    codeOf(e), "in " + step.migration().location() + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.MIGRATION_FAILED,
                    "in " + step.migration().location() + ": " + e,
                    e);
        }
        progress.progress(step.migration().label(), 1, 1);
    }

    /** What may pass by itself, or was asked for, keeps its code; the rest is the migration's. */
    private static DatabaseErrorCode codeOf(DatabaseException error) {
        DatabaseErrorCode code = error.code();
        boolean kept =
                code.kind() == DatabaseErrorCode.Kind.TRANSIENT
                        || code == DatabaseErrorCode.CANCELLED
                        || code == DatabaseErrorCode.TIMEOUT;
        return kept ? code : DatabaseErrorCode.MIGRATION_FAILED;
    }

    private DatabaseException failed(List<MigrationStep> steps, DatabaseException error) {
        MigrationStep step = running;
        running = null;
        if (step == null) {
            return error.code() == DatabaseErrorCode.REFUSED
                    ? brokenBySeveral(steps, error)
                    : error;
        }
        DatabaseException failure =
                new DatabaseException(
                        codeOf(error),
                        "migration "
                                + step.migration().label()
                                + " failed and was rolled back, "
                                + error.getMessage()
                                + (steps.size() == 1
                                        ? ""
                                        : "; nothing was kept of the "
                                                + steps.size()
                                                + " migrations of this transaction"),
                        error.details(),
                        error);
        if (direction == Direction.UP) {
            recordFailure(step.migration(), failure);
        }
        return failure;
    }

    private static DatabaseException brokenBySeveral(
            List<MigrationStep> steps, DatabaseException error) {
        return new DatabaseException(
                DatabaseErrorCode.MIGRATION_FAILED,
                "migrations "
                        + steps.getFirst().migration().label()
                        + " to "
                        + steps.getLast().migration().label()
                        + " were rolled back: "
                        + error.getMessage()
                        + "; run them in a transaction each to see which of them does it",
                error.details(),
                error);
    }

    private void recordFailure(Migration migration, DatabaseException failure) {
        try {
            driver.inTransaction(
                    TransactionMode.WRITE,
                    () -> {
                        history.create();
                        history.put(row(migration, 0, false));
                        audit(migration, 0, Outcome.FAILED, String.valueOf(failure.getMessage()));
                        return true;
                    });
            entries.forEach(AuditTrail::log);
        } catch (DatabaseException e) {
            failure.addSuppressed(e);
        }
    }

    /** The entry is part of the transaction; it is logged once that is committed. */
    private void audit(Migration migration, long millis, Outcome outcome, String detail) {
        String version = String.valueOf(migration.version());
        entries.add(
                AuditTrail.of(driver)
                        .append(
                                new AuditEvent(
                                        "migrate " + direction.name().toLowerCase(Locale.ROOT),
                                        migration.label(),
                                        direction == Direction.DOWN ? version : "",
                                        direction == Direction.DOWN ? "" : version,
                                        millis,
                                        outcome,
                                        backup.id().orElse(""),
                                        detail)));
    }

    private static HistoryRow row(Migration migration, long millis, boolean success) {
        return new HistoryRow(
                migration.version(),
                migration.name(),
                migration.description(),
                migration.checksum(),
                now(),
                millis,
                success,
                false);
    }

    /** Returns the time as it is recorded. */
    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Returns what is committed by now. */
    List<MigrationResult.Run> done() {
        return List.copyOf(done);
    }
}
