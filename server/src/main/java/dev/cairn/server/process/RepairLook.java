package dev.cairn.server.process;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.TimeLimit;
import dev.cairn.database.backup.BackupListRequest;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.database.backup.BackupPruneRequest;
import dev.cairn.database.backup.RetentionPolicy;
import dev.cairn.database.engine.Finding;
import dev.cairn.database.repair.RepairRequest;
import dev.cairn.database.repair.RepairResult;
import dev.cairn.database.verify.VerifyRequest;
import dev.cairn.database.verify.VerifyResult;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.store.DeletedFiles;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One look of the repair worker at the database: first what aborted work left behind, which is put
 * right where there is only one way; then pages, foreign keys, full-text indexes, views, triggers
 * and the structure; then rows and backups that need not be kept.
 */
final class RepairLook {

    private static final Logger LOG = LoggerFactory.getLogger(RepairLook.class);

    private final RepairParameters parameters;
    private final CodeDatabase database;
    private final DatabaseDriver driver;
    private final long began = System.nanoTime();
    private final List<String> repaired = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private long deletedFiles;
    private long deletedBackups;

    RepairLook(RepairParameters parameters, CodeDatabase database) {
        this.parameters = parameters;
        this.database = database;
        this.driver = database.driver();
    }

    /** Finishes or undoes what aborted work left behind, where that is certain. */
    void repair() {
        RepairRequest request =
                new RepairRequest(
                        false, Optional.of(CodeIndexSchema.definition()), Optional.of(backups()));
        perform("the look for interrupted work", request).ifPresent(this::note);
    }

    private Path backups() {
        return database.configuration().storage().backups();
    }

    private void note(RepairResult result) {
        for (Finding finding : result.findings()) {
            String text = "%s: %s".formatted(finding.object(), finding.message());
            (finding.certain() ? repaired : problems).add(text);
        }
    }

    /** Checks the whole database within the time limit; nothing is changed. */
    void verify() {
        VerifyRequest request =
                new VerifyRequest(
                        true, Optional.of(CodeIndexSchema.definition()), Optional.empty());
        perform("the check of the database", request).ifPresent(this::note);
    }

    private void note(VerifyResult result) {
        for (VerifyResult.Check check : result.checks()) {
            if (check.outcome() == VerifyResult.Outcome.FAILED) {
                problems.add("%s: %s".formatted(check.name(), check.summary()));
            }
        }
    }

    /** Removes rows of files that were deleted long ago, and old backups of the index. */
    void prune() throws InterruptedException {
        deletedFiles = DeletedFiles.remove(driver, parameters.keepDeleted());
        perform("the look at the backups", new BackupListRequest(backups()))
                .ifPresent(list -> pruneBackups(list.backups()));
    }

    /** The folder may also hold backups of another program's database, which are not ours. */
    private void pruneBackups(List<BackupManifest> all) {
        Path own = database.configuration().path().toAbsolutePath().normalize();
        boolean foreign = all.stream().anyMatch(backup -> !own.equals(Path.of(backup.database())));
        if (foreign || all.size() <= parameters.keepBackups()) {
            return;
        }
        RetentionPolicy policy =
                new RetentionPolicy(Optional.of(parameters.keepBackups()), Optional.empty());
        perform("the removal of old backups", new BackupPruneRequest(backups(), policy, true))
                .ifPresent(removed -> deletedBackups = removed.backups().size());
    }

    /** Returns the result; empty if the request failed, which is a finding of its own. */
    private <R> Optional<R> perform(String what, MaintenanceRequest<R> request) {
        try {
            return Optional.of(
                    TimeLimit.run(
                            driver,
                            parameters.lookTimeLimit(),
                            () -> database.perform(request, ProgressListener.NONE)));
        } catch (DatabaseException e) {
            if (e.code() == DatabaseErrorCode.CANCELLED || Thread.interrupted()) {
                throw e;
            }
            problems.add(
                    e.code() == DatabaseErrorCode.TIMEOUT
                            ? "%s did not end within %d s and was stopped"
                                    .formatted(what, parameters.lookTimeLimit().toSeconds())
                            : "%s failed: %s".formatted(what, e.getMessage()));
            return Optional.empty();
        }
    }

    /** Returns what was found and done. */
    RepairReport report() {
        repaired.forEach(text -> LOG.info("repaired: {}", text));
        problems.forEach(text -> LOG.warn("{}", text));
        return new RepairReport(
                Instant.now().toString(),
                parameters.afterCrash(),
                repaired,
                problems,
                deletedFiles,
                deletedBackups,
                (System.nanoTime() - began) / 1_000_000);
    }
}
