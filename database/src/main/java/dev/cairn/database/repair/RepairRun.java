package dev.cairn.database.repair;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.audit.AuditEntry;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.AuditTrail;
import dev.cairn.database.backup.BackupBeforeChange;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.Finding;
import dev.cairn.database.engine.Remedy;
import dev.cairn.database.engine.Repairs;
import dev.cairn.database.verify.CheckedTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds what is not in order and, unless it is only asked, puts right what is certain. */
final class RepairRun {

    private final DatabaseDriver driver;
    private final Optional<Repairs> repairs;
    private final RepairRequest request;
    private final ProgressListener progress;
    private final boolean interruptedWork;
    private final long start = System.nanoTime();

    RepairRun(DatabaseDriver driver, RepairRequest request, ProgressListener progress) {
        this(driver, request, progress, false);
    }

    private RepairRun(
            DatabaseDriver driver,
            RepairRequest request,
            ProgressListener progress,
            boolean interruptedWork) {
        this.driver = driver;
        this.repairs = Engine.of(driver).repairs();
        this.request = request;
        this.progress = progress;
        this.interruptedWork = interruptedWork;
    }

    /** Makes a run that looks only for what aborted work left behind. */
    static RepairRun ofInterruptedWork(
            DatabaseDriver driver, RepairRequest request, ProgressListener progress) {
        return new RepairRun(driver, request, progress, true);
    }

    RepairResult run() {
        List<Remedy> remedies = survey();
        List<Finding> found = remedies.stream().map(Remedy::finding).toList();
        boolean nothing = found.stream().noneMatch(Finding::certain);
        if (request.dryRun() || nothing) {
            return result(found, BackupBeforeChange.none());
        }
        BackupBeforeChange backup =
                request.backupFolder()
                        .map(folder ->
                                BackupBeforeChange.makeBeforeRepair(driver, folder, progress))
                        .orElseGet(BackupBeforeChange::none);
        List<AuditEntry> entries = new ArrayList<>();
        List<Finding> repaired = CheckedTransaction.run(driver, () -> repair(backup, entries));
        entries.forEach(AuditTrail::log);
        repairs.ifPresent(own -> own.removeFiles(driver));
        return result(repaired, backup);
    }

    private RepairResult result(List<Finding> findings, BackupBeforeChange backup) {
        return new RepairResult(
                request.dryRun(), findings, backup.path(), (System.nanoTime() - start) / 1_000_000);
    }

    /** Everything is looked at again, because others may have changed it before the lock. */
    private List<Finding> repair(BackupBeforeChange backup, List<AuditEntry> entries) {
        List<Finding> found = new ArrayList<>();
        for (Supplier<List<Remedy>> part : parts()) {
            for (Remedy remedy : part.get()) {
                found.add(remedy.finding());
                if (remedy.finding().certain()) {
                    progress.progress("repair " + remedy.finding().object(), found.size(), 0);
                    remedy.work().run();
                    entries.add(audit(remedy.finding(), backup));
                }
            }
        }
        return found;
    }

    private AuditEntry audit(Finding finding, BackupBeforeChange backup) {
        return AuditTrail.of(driver)
                .append(
                        new AuditEvent(
                                "repair",
                                finding.object(),
                                "",
                                "",
                                (System.nanoTime() - start) / 1_000_000,
                                AuditEvent.Outcome.DONE,
                                backup.id().orElse(""),
                                finding.message()));
    }

    private List<Remedy> survey() {
        return parts().stream().flatMap(part -> part.get().stream()).toList();
    }

    private List<Supplier<List<Remedy>>> parts() {
        List<Supplier<List<Remedy>>> parts = new ArrayList<>();
        parts.add(() -> FailedMigrations.remedies(driver));
        repairs.ifPresent(own ->
                parts.addAll(
                        interruptedWork
                                ? own.surveysOfInterruptedWork(driver, request.definition())
                                : own.surveys(driver, request.definition())));
        return parts;
    }
}
