package dev.cairn.database.repair;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.audit.AuditEntry;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.AuditTrail;
import dev.cairn.database.backup.BackupBeforeChange;
import dev.cairn.database.repair.RepairResult.Finding;
import dev.cairn.database.verify.CheckedTransaction;
import java.util.ArrayList;
import java.util.List;

/** Finds what is not in order and, unless it is only asked, puts right what is certain. */
final class RepairRun {

    private final MaintenanceTarget target;
    private final DatabaseDriver driver;
    private final RepairRequest request;
    private final ProgressListener progress;
    private final long start = System.nanoTime();

    RepairRun(MaintenanceTarget target, RepairRequest request, ProgressListener progress) {
        this.target = target;
        this.driver = target.driver();
        this.request = request;
        this.progress = progress;
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
                                BackupBeforeChange.make(target, folder, "before repair", progress))
                        .orElseGet(BackupBeforeChange::none);
        List<AuditEntry> entries = new ArrayList<>();
        List<Finding> repaired = CheckedTransaction.run(driver, () -> repair(backup, entries));
        entries.forEach(AuditTrail::log);
        AbandonedRestores.of(target.file()).remove();
        return result(repaired, backup);
    }

    private RepairResult result(List<Finding> findings, BackupBeforeChange backup) {
        return new RepairResult(
                request.dryRun(), findings, backup.path(), (System.nanoTime() - start) / 1_000_000);
    }

    /** Everything is looked at again, because others may have changed it before the lock. */
    private List<Finding> repair(BackupBeforeChange backup, List<AuditEntry> entries) {
        List<Finding> found = new ArrayList<>();
        for (Survey part : parts()) {
            for (Remedy remedy : part.remedies()) {
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
        return parts().stream().flatMap(part -> part.remedies().stream()).toList();
    }

    /**
     * What a part finds may depend on what those before it have put right: a view that reads a
     * table which is missing is whole again once the table has its name back.
     */
    private List<Survey> parts() {
        return List.of(
                () -> AbandonedRestores.of(target.file()).remedies(),
                () -> new InterruptedRebuilds(driver, request.definition()).remedies(),
                () -> FailedMigrations.remedies(driver),
                () -> new DanglingTriggers(driver).remedies(),
                () -> FullTextIndexes.remedies(target, progress),
                () -> BrokenViews.remedies(driver));
    }

    /** One kind of thing that is looked for. */
    private interface Survey {
        List<Remedy> remedies();
    }
}
