package dev.cairn.database.sync;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.audit.AuditEntry;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.AuditTrail;
import dev.cairn.database.backup.BackupBeforeChange;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.HealthCheck;
import dev.cairn.database.engine.StructureView;
import dev.cairn.database.file.FailPoint;
import dev.cairn.database.repair.RebuildRecovery;
import dev.cairn.database.version.DataMigrations;
import dev.cairn.database.version.DatabaseSettings;
import dev.cairn.database.version.SchemaVersion;
import dev.cairn.schema.Difference;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.VersionMigration;
import dev.cairn.schema.VersionMigration.Phase;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.lint.LintOptions;
import dev.cairn.schema.lint.LintSeverity;
import dev.cairn.schema.lint.PlanLint;
import dev.cairn.schema.plan.DataCheck;
import dev.cairn.schema.plan.PlanOptions;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.SchemaFingerprint;
import dev.cairn.schema.plan.SchemaPlan;
import dev.cairn.schema.planner.SchemaPlanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Brings one database to one declared schema. The plan is made and the rows are asked before
 * anything is touched; then comes the backup; then one transaction, in which it is made sure that
 * the database is still the one that was planned for, and at its end that it is as declared.
 */
final class SchemaSync {

    /** How often a plan is made again because another program changed the schema meanwhile. */
    private static final int ATTEMPTS = 5;

    private final DatabaseDriver driver;
    private final SchemaDefinition definition;
    private final SyncOptions options;
    private final ProgressListener progress;
    private final PlanExecutor executor;
    private List<String> recovered = List.of();
    private final long startedNanos = System.nanoTime();

    SchemaSync(DatabaseDriver driver, SyncRequest request, ProgressListener progress) {
        this.driver = driver;
        this.definition = request.definition();
        this.options = request.options();
        this.progress = progress;
        this.executor = new PlanExecutor(driver, progress);
    }

    SyncResult run() {
        return LostConnection.survived(this::attempts);
    }

    private SyncResult attempts() {
        Optional<String> recorded =
                DatabaseSettings.of(driver).read(DatabaseSettings.SCHEMA_VERSION);
        if (isNewer(recorded)) {
            return newer(recorded.orElse(""));
        }
        if (!options.dryRun()) {
            recovered = RebuildRecovery.recover(driver, definition, options.record());
        }
        return options.dryRun()
                ? attempts(recorded)
                : Engine.of(driver).exclusively(driver, () -> attempts(recorded));
    }

    private SyncResult attempts(Optional<String> recorded) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<SyncResult> result = attempt(recorded);
            if (result.isPresent()) {
                return result.get();
            }
        }
        throw new DatabaseException(
                DatabaseErrorCode.BUSY,
                "cannot sync the schema: it changed " + ATTEMPTS + " times while it was planned");
    }

    private boolean isNewer(Optional<String> recorded) {
        Optional<SchemaVersion> database = recorded.flatMap(SchemaVersion::tryParse);
        Optional<SchemaVersion> program = SchemaVersion.tryParse(definition.version());
        return database.isPresent()
                && program.isPresent()
                && database.get().compareTo(program.get()) > 0;
    }

    private SyncResult newer(String recorded) {
        return new SyncSummary(emptyPlan(), List.of())
                .result(
                        SyncResult.Outcome.NEWER_DATABASE,
                        recorded,
                        recorded,
                        List.of(),
                        List.of(),
                        BackupBeforeChange.none(),
                        elapsedMillis(),
                        List.of(
                                "the database has schema version "
                                        + recorded
                                        + ", which is newer than "
                                        + definition.version()
                                        + "; nothing was changed"));
    }

    private static SchemaPlan emptyPlan() {
        return new SchemaPlan("", List.of(), List.of(), List.of(), List.of());
    }

    /**
     * A plan, and what it was made from.
     *
     * @param renames the first steps of the plan, after which the names are those of its checks
     * @param mark what was the engine's mark of the structure before it was read
     */
    private record Prepared(
            Schema live,
            List<Difference> differences,
            SchemaPlan plan,
            List<PlanStep> renames,
            Optional<String> mark) {}

    /** Returns the result; empty if another program changed the schema meanwhile. */
    private Optional<SyncResult> attempt(Optional<String> recorded) {
        DataMigrations migrations = DataMigrations.between(recorded, definition);
        Prepared prepared = prepare();
        boolean relabels = options.record() && relabels(recorded);
        if (prepared.plan().isEmpty() && migrations.pending().isEmpty() && !relabels) {
            return Optional.of(unchanged(recorded, prepared));
        }
        boolean migratesFirst = !migrations.describe(Phase.BEFORE).isEmpty();
        String dataVersion = dataVersion();
        List<Obstacle> obstacles = migratesFirst ? List.of() : obstacles(prepared, migrations);
        if (options.dryRun()) {
            return Optional.of(planned(recorded, prepared, migrations, obstacles));
        }
        if (!migratesFirst) {
            refuse(prepared.plan(), obstacles);
        }
        BackupBeforeChange backup = backup(prepared, migrations);
        FailPoint.reached("sync-backed-up");
        return carryOut(recorded, prepared, migrations, dataVersion, backup);
    }

    private boolean relabels(Optional<String> recorded) {
        return !definition.version().isEmpty()
                && !recorded.equals(Optional.of(definition.version()));
    }

    private Prepared prepare() {
        Engine engine = Engine.of(driver);
        Optional<String> mark = engine.structureMark(driver);
        StructureView view = StructureView.of(driver, definition);
        Schema live = view.live();
        List<Difference> differences =
                view.differences(engine.dialect(), definition, comparisonOptions());
        if (differences.isEmpty() && view.renames().isEmpty()) {
            return new Prepared(live, differences, emptyPlan(), List.of(), mark);
        }
        SchemaPlan plan =
                new SchemaPlanner(engine.dialect())
                        .plan(
                                view.renamed(),
                                definition,
                                differences,
                                engine.facts(driver, live, definition, differences),
                                new PlanOptions(
                                        options.prune(),
                                        options.forceRebuild(),
                                        options.strictOrder(),
                                        options.onlineRows()));
        return new Prepared(
                live,
                differences,
                view.renames().isEmpty()
                        ? plan
                        : plan.after(view.renames(), SchemaFingerprint.of(live)),
                view.renames(),
                mark);
    }

    private ComparisonOptions comparisonOptions() {
        return new ComparisonOptions(options.strictOrder());
    }

    /**
     * Returns whether the rows are not asked before the steps, because these ask them and can be
     * undone.
     */
    private boolean asksRowsItself(Prepared prepared, DataMigrations migrations) {
        return !options.dryRun()
                && prepared.renames().isEmpty()
                && prepared.plan().asksRowsItself()
                && migrations.pending().isEmpty();
    }

    /** A dry run says what would happen, so it always rehearses. */
    private boolean isOwnRehearsal(Prepared prepared, DataMigrations migrations) {
        return !options.dryRun()
                && prepared.renames().isEmpty()
                && migrations.pending().isEmpty()
                && Engine.of(driver).isOwnRehearsal(prepared.plan());
    }

    /** What data migrations mend after the steps cannot be known without the rows. */
    private List<Obstacle> obstacles(Prepared prepared, DataMigrations migrations) {
        SchemaPlan plan = prepared.plan();
        List<Obstacle> obstacles = new ArrayList<>();
        if (!asksRowsItself(prepared, migrations)) {
            obstacles.addAll(rowsInTheWay(prepared));
        }
        if (options.prune()) {
            obstacles.addAll(new HalfDoneRenames(driver, prepared.live(), definition).obstacles());
        }
        boolean computable = obstacles.stream().noneMatch(obstacle -> obstacle.count() == 0);
        if (computable
                && migrations.describe(Phase.AFTER).isEmpty()
                && !isOwnRehearsal(prepared, migrations)) {
            obstacles.addAll(Rehearsal.obstacles(driver, prepared.live(), plan));
        }
        return obstacles;
    }

    /** The questions use the new names, so these are given for as long as it takes to ask. */
    private List<Obstacle> rowsInTheWay(Prepared prepared) {
        DataChecker checker = new DataChecker(driver, progress);
        List<DataCheck> checks = prepared.plan().checks();
        if (prepared.renames().isEmpty() || checks.isEmpty()) {
            return checker.obstacles(checks);
        }
        driver.begin(TransactionMode.WRITE);
        try {
            executor.run(prepared.renames());
            return checker.obstacles(checks);
        } finally {
            driver.rollback();
        }
    }

    private static void refuse(SchemaPlan plan, List<Obstacle> obstacles) {
        List<String> reasons = new ArrayList<>();
        plan.refusals().forEach(refusal -> reasons.add(refusal.message()));
        obstacles.forEach(obstacle -> reasons.add(obstacle.message()));
        if (!reasons.isEmpty()) {
            throw new DatabaseException(
                    DatabaseErrorCode.REFUSED,
                    "the schema was not changed: " + String.join("; ", reasons),
                    reasons,
                    null);
        }
    }

    /** Changes with every commit of another connection, and only then. */
    private String dataVersion() {
        return Engine.of(driver).commitMark(driver);
    }

    /** A new label alone puts no row at risk. */
    private BackupBeforeChange backup(Prepared prepared, DataMigrations migrations) {
        boolean onlyLabel = prepared.plan().isEmpty() && migrations.pending().isEmpty();
        if (onlyLabel) {
            return BackupBeforeChange.none();
        }
        if (options.backupFolder().isEmpty()) {
            requireSound();
            return BackupBeforeChange.none();
        }
        Path folder = options.backupFolder().get();
        String version = definition.version();
        String comment = "before sync" + (version.isEmpty() ? "" : " to version " + version);
        return migrations.pending().isEmpty()
                ? BackupBeforeChange.make(
                        driver, prepared.plan().steps(), folder, comment, progress)
                : BackupBeforeChange.make(driver, folder, comment, progress);
    }

    /** A backup is checked when it is made; without one the database itself is. */
    private void requireSound() {
        for (HealthCheck check : Engine.of(driver).healthChecks(driver, true)) {
            if (check.name().equals(HealthCheck.INTEGRITY)) {
                List<String> faults = check.work().get().faults();
                if (!faults.isEmpty()) {
                    throw new DatabaseException(
                            DatabaseErrorCode.CORRUPT,
                            "the schema was not changed: the database is damaged (%s); run 'cairn schema verify', then restore a backup"
                                    .formatted(faults.getFirst()));
                }
            }
        }
    }

    private Optional<SyncResult> carryOut(
            Optional<String> recorded,
            Prepared planned,
            DataMigrations migrations,
            String dataVersion,
            BackupBeforeChange backup) {
        List<AuditEntry> entries = new ArrayList<>();
        Optional<SyncResult> result =
                committed(
                        planned,
                        () -> {
                            entries.clear();
                            Optional<Prepared> prepared = confirm(planned, migrations, dataVersion);
                            return prepared.map(
                                    now -> change(recorded, now, migrations, backup, entries));
                        });
        FailPoint.reached("sync-committed");
        entries.forEach(AuditTrail::log);
        if (result.isPresent()) {
            finish(planned.plan());
            if (options.record() && asksRowsItself(planned, migrations)) {
                recordAfterwards(result.get(), migrations);
            }
        }
        return result;
    }

    private Optional<SyncResult> committed(
            Prepared planned, Supplier<Optional<SyncResult>> change) {
        try {
            return Engine.of(driver).changeStructure(driver, change);
        } catch (DatabaseException e) {
            throw e.code() == DatabaseErrorCode.IN_DOUBT
                    ? new DatabaseException(
                            e.code(), e.getMessage() + "; " + stateAfter(planned), e.details(), e)
                    : e;
        }
    }

    /** Reads what became of a transaction whose commit was not answered. */
    private String stateAfter(Prepared planned) {
        try {
            Schema now = LostConnection.survived(driver::inspectSchema);
            return SchemaFingerprint.of(now).equals(SchemaFingerprint.of(planned.live()))
                    ? "the schema was read again and is as before: nothing was changed; run the sync again"
                    : "the schema was read again and is another one: the change was committed; run the sync again to see that nothing is left to do";
        } catch (DatabaseException e) {
            return "the schema could not be read again: " + e.getMessage();
        }
    }

    /**
     * Returns the plan that holds inside the transaction. Migrations that come first may change
     * what it depends on, so it is made again after them; otherwise only if another program has
     * written meanwhile.
     */
    private Optional<Prepared> confirm(
            Prepared planned, DataMigrations migrations, String dataVersion) {
        if (!isStillTheSame(planned)) {
            return Optional.empty();
        }
        if (migrations.describe(Phase.BEFORE).isEmpty()) {
            if (!dataVersion.equals(dataVersion())) {
                refuse(planned.plan(), obstacles(planned, migrations));
            }
            return Optional.of(planned);
        }
        migrations.run(Phase.BEFORE, driver);
        Prepared again = prepare();
        refuse(again.plan(), obstacles(again, migrations));
        return Optional.of(again);
    }

    private boolean isStillTheSame(Prepared planned) {
        boolean isMarked =
                planned.mark().isPresent()
                        && planned.mark().equals(Engine.of(driver).structureMark(driver));
        return isMarked
                || SchemaFingerprint.of(driver.inspectSchema())
                        .equals(SchemaFingerprint.of(planned.live()));
    }

    private SyncResult change(
            Optional<String> recorded,
            Prepared prepared,
            DataMigrations migrations,
            BackupBeforeChange backup,
            List<AuditEntry> entries) {
        PlanExecutor.State before = executor.stateBefore(prepared.live(), prepared.plan().steps());
        executor.run(prepared.plan().steps());
        migrations.run(Phase.AFTER, driver);
        Schema after = structureAfter(prepared, migrations);
        executor.requireNoWorse(before, after, prepared.plan().steps());
        readBack().require(after, prepared.plan().leftAlone(), pending(prepared.plan()));
        SyncResult result =
                new SyncSummary(prepared.plan(), prepared.differences())
                        .result(
                                SyncResult.Outcome.CHANGED,
                                recorded.orElse(""),
                                definition.version(),
                                describe(migrations),
                                List.of(),
                                backup,
                                elapsedMillis(),
                                warnings(before, backup));
        FailPoint.reached("sync-read-back");
        if (options.record() && !asksRowsItself(prepared, migrations)) {
            record(result, migrations, entries);
        }
        FailPoint.reached("sync-recorded");
        return result;
    }

    /** A transaction that changed nothing is not read back; the steps after it are. */
    private Schema structureAfter(Prepared prepared, DataMigrations migrations) {
        boolean changesNothing =
                migrations.pending().isEmpty()
                        && prepared.plan().steps().stream().allMatch(PlanStep::isOnline);
        return changesNothing ? prepared.live() : driver.inspectSchema();
    }

    /** Does what cannot be in the transaction; then nothing may differ any more. */
    private void finish(SchemaPlan plan) {
        OnlineSteps online = new OnlineSteps(driver, plan, progress);
        if (online.areThere()) {
            refuse(plan, online.run());
            readBack().require(driver.inspectSchema(), plan.leftAlone());
        }
    }

    private ReadBack readBack() {
        return new ReadBack(
                Engine.of(driver).dialect(), definition, comparisonOptions(), options.prune());
    }

    private static Set<String> pending(SchemaPlan plan) {
        return plan.steps().stream()
                .filter(PlanStep::isOnline)
                .map(step -> step.object().path())
                .collect(Collectors.toSet());
    }

    private List<String> warnings(PlanExecutor.State before, BackupBeforeChange backup) {
        List<String> warnings = new ArrayList<>(recovered);
        warnings.addAll(before.orphans().warnings());
        warnings.addAll(backup.warnings());
        return warnings;
    }

    /** What may still be undone is recorded when it is done. */
    private void recordAfterwards(SyncResult result, DataMigrations migrations) {
        List<AuditEntry> entries =
                driver.inTransaction(
                        TransactionMode.WRITE,
                        () -> {
                            List<AuditEntry> made = new ArrayList<>();
                            record(result, migrations, made);
                            return made;
                        });
        entries.forEach(AuditTrail::log);
    }

    private void record(SyncResult result, DataMigrations migrations, List<AuditEntry> entries) {
        if (!definition.version().isEmpty()) {
            DatabaseSettings.of(driver)
                    .write(DatabaseSettings.SCHEMA_VERSION, definition.version());
        }
        for (VersionMigration migration : migrations.pending()) {
            entries.add(append("data migration", migration.version(), result, ""));
        }
        entries.add(append("sync", definition.source(), result, String.join("; ", result.steps())));
    }

    private AuditEntry append(String action, String subject, SyncResult result, String detail) {
        return AuditTrail.of(driver)
                .append(
                        new AuditEvent(
                                action,
                                subject,
                                result.fromVersion(),
                                result.toVersion(),
                                elapsedMillis(),
                                AuditEvent.Outcome.DONE,
                                result.backupId().orElse(""),
                                detail));
    }

    private static List<String> describe(DataMigrations migrations) {
        List<String> sentences = new ArrayList<>(migrations.describe(Phase.BEFORE));
        sentences.addAll(migrations.describe(Phase.AFTER));
        return sentences;
    }

    private SyncResult unchanged(Optional<String> recorded, Prepared prepared) {
        return new SyncSummary(prepared.plan(), prepared.differences())
                .result(
                        SyncResult.Outcome.UNCHANGED,
                        recorded.orElse(""),
                        recorded.orElse(""),
                        List.of(),
                        List.of(),
                        BackupBeforeChange.none(),
                        elapsedMillis(),
                        recovered);
    }

    private SyncResult planned(
            Optional<String> recorded,
            Prepared prepared,
            DataMigrations migrations,
            List<Obstacle> obstacles) {
        return new SyncSummary(prepared.plan(), prepared.differences())
                .result(
                        SyncResult.Outcome.PLANNED,
                        recorded.orElse(""),
                        definition.version(),
                        describe(migrations),
                        obstacles,
                        BackupBeforeChange.none(),
                        elapsedMillis(),
                        warnings(prepared.plan()));
    }

    /** Refusals are among the obstacles already, and notes would hide what matters. */
    private static List<String> warnings(SchemaPlan plan) {
        return PlanLint.lint(plan, LintOptions.usual()).stream()
                .filter(finding -> finding.severity() == LintSeverity.WARNING)
                .map(finding -> finding.code() + ": " + finding.reason() + "; " + finding.remedy())
                .toList();
    }

    private long elapsedMillis() {
        return (System.nanoTime() - startedNanos) / 1_000_000;
    }
}
