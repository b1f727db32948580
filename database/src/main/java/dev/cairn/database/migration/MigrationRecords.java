package dev.cairn.database.migration;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.audit.AuditEntry;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.AuditTrail;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.migration.MigrationResult.Direction;
import dev.cairn.database.migration.MigrationResult.Outcome;
import dev.cairn.database.migration.MigrationStatus.Entry;
import dev.cairn.database.migration.source.Migration;
import dev.cairn.database.migration.source.MigrationProblem;
import dev.cairn.database.migration.source.MigrationSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Changes the record of what was run, and nothing else of the database. */
final class MigrationRecords {

    private final DatabaseDriver driver;
    private final MigrationSource source;
    private final MigrationHistory history;
    private final long start = System.nanoTime();

    MigrationRecords(DatabaseDriver driver, MigrationSource source) {
        this.driver = driver;
        this.source = source;
        this.history = new MigrationHistory(driver);
    }

    /** Records that the database is at a version without having been brought there. */
    MigrationResult baseline(long version, boolean dryRun) {
        if (version < 1) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    "cannot set the baseline " + version + ": versions start at 1");
        }
        if (dryRun) {
            return baselineResult(Outcome.PLANNED, requireEmpty(version), version);
        }
        return audited(
                () -> {
                    HistoryRow row = requireEmpty(version);
                    history.create();
                    history.put(row);
                    return baselineResult(Outcome.CHANGED, row, version);
                },
                result -> List.of("set the baseline to version " + version));
    }

    /** A baseline does not overwrite a history that has entries, because these say more. */
    private HistoryRow requireEmpty(long version) {
        MigrationPlan plan = MigrationPlan.of(source, driver);
        if (plan.current() > 0) {
            throw refused(
                    "cannot set the baseline "
                            + version
                            + ": the record says that version "
                            + plan.current()
                            + " has run");
        }
        String name = plan.migration(version).map(Migration::name).orElse("baseline");
        return new HistoryRow(version, name, "baseline", "", MigrationRun.now(), 0, true, true);
    }

    private MigrationResult baselineResult(Outcome outcome, HistoryRow row, long version) {
        return new MigrationResult(
                outcome,
                Direction.BASELINE,
                0,
                outcome == Outcome.PLANNED ? 0 : version,
                List.of(new MigrationResult.Run(version, row.name(), row.description(), 0, 0)),
                Optional.empty(),
                Optional.empty(),
                (System.nanoTime() - start) / 1_000_000,
                List.of());
    }

    /** Brings the record into agreement with the migrations. */
    MigrationRepairResult repair(boolean dryRun) {
        return dryRun
                ? repaired(true)
                : audited(() -> repaired(false), MigrationRepairResult::actions);
    }

    /** Does the work in a transaction, with an entry for each thing it says it has done. */
    private <T> T audited(Supplier<T> work, Function<T, List<String>> actions) {
        List<AuditEntry> entries = new ArrayList<>();
        T result =
                Engine.of(driver)
                        .exclusively(
                                driver,
                                () ->
                                        driver.inTransaction(
                                                TransactionMode.WRITE,
                                                () -> appended(work.get(), actions, entries)));
        entries.forEach(AuditTrail::log);
        return result;
    }

    private <T> T appended(T done, Function<T, List<String>> actions, List<AuditEntry> entries) {
        actions.apply(done).forEach(action -> entries.add(append(action)));
        return done;
    }

    private AuditEntry append(String action) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        return AuditTrail.of(driver).append(AuditEvent.done("migrate record", "", millis, action));
    }

    private MigrationRepairResult repaired(boolean dryRun) {
        MigrationPlan plan = MigrationPlan.of(source, driver);
        List<String> actions = new ArrayList<>();
        for (HistoryRow row : history.rows()) {
            Entry entry = plan.entry(row.version());
            describe(row, entry).ifPresent(actions::add);
            if (!dryRun) {
                carryOut(row, entry, plan);
            }
        }
        MigrationPlan after = dryRun ? plan : MigrationPlan.of(source, driver);
        List<MigrationProblem> remaining =
                after.problems().stream()
                        .filter(problem -> !dryRun || !isRepaired(problem.kind()))
                        .toList();
        return new MigrationRepairResult(dryRun, actions, remaining);
    }

    private static Optional<String> describe(HistoryRow row, Entry entry) {
        if (!row.success()) {
            return Optional.of("forget the failure of " + row.label());
        }
        return switch (entry.state()) {
            case EDITED -> Optional.of("take the present text of " + row.label());
            case MISSING -> Optional.of("forget " + row.label() + ", which is not there any more");
            case PENDING, APPLIED, FAILED, OUT_OF_ORDER, BASELINE -> Optional.empty();
        };
    }

    private void carryOut(HistoryRow row, Entry entry, MigrationPlan plan) {
        if (!row.success()) {
            history.remove(row.version());
            return;
        }
        switch (entry.state()) {
            case EDITED ->
                    plan.migration(row.version())
                            .ifPresent(migration ->
                                    history.updateChecksum(row.version(), migration.checksum()));
            case MISSING -> history.remove(row.version());
            case PENDING, APPLIED, FAILED, OUT_OF_ORDER, BASELINE -> {}
        }
    }

    private static boolean isRepaired(MigrationProblem.Kind kind) {
        return switch (kind) {
            case EDITED, MISSING, FAILED -> true;
            case OUT_OF_ORDER, DUPLICATE, GAP, NAME, DOWN_WITHOUT_UP -> false;
        };
    }

    private static DatabaseException refused(String message) {
        return new DatabaseException(DatabaseErrorCode.REFUSED, message);
    }
}
