package dev.cairn.server.process.repair;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.TimeLimit;
import dev.cairn.database.audit.HistoryNoteRequest;
import dev.cairn.database.backup.BackupListRequest;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.database.backup.BackupPruneRequest;
import dev.cairn.database.backup.RetentionPolicy;
import dev.cairn.database.engine.Finding;
import dev.cairn.database.repair.InterruptedWorkRequest;
import dev.cairn.database.repair.RepairRequest;
import dev.cairn.database.repair.RepairResult;
import dev.cairn.database.verify.PortionRequest;
import dev.cairn.database.verify.VerifyResult;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.edit.CodeBackups;
import dev.cairn.index.edit.EditRecovery;
import dev.cairn.index.store.DeletedFiles;
import dev.cairn.schema.Schema;
import dev.cairn.schema.Table;
import dev.cairn.schema.VirtualTable;
import dev.cairn.server.tool.Editing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look of the repair worker at the database: first what aborted work left behind, which is put
 * right where there is only one way; then the pages and foreign keys of some tables and full-text
 * indexes, from where the last look ended; then rows and backups that need not be kept.
 */
final class RepairLook {

    private static final Logger LOG = LoggerFactory.getLogger(RepairLook.class);

    private final RepairParameters parameters;
    private final CodeDatabase database;
    private final DatabaseDriver driver;
    private final long began = System.nanoTime();
    private final List<String> repaired = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> checked = new ArrayList<>();
    private final List<String> notChecked = new ArrayList<>();
    private String next = "";
    private boolean faults;
    private long deletedFiles;
    private long deletedBackups;
    private long deletedCodeBackups;

    RepairLook(RepairParameters parameters, CodeDatabase database) {
        this.parameters = parameters;
        this.database = database;
        this.driver = database.driver();
    }

    /** Finishes or undoes what aborted work left behind, where that is certain. */
    void repair() {
        InterruptedWorkRequest request =
                new InterruptedWorkRequest(
                        Optional.of(CodeIndexSchema.definition()), Optional.of(backups()));
        perform("the look for interrupted work", request).ifPresent(this::note);
        for (EditRecovery.Ended edit : Editing.recover(database)) {
            repaired.add(
                    "edit %s of '%s' was %s".formatted(edit.editId(), edit.path(), edit.outcome()));
        }
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

    /**
     * Checks one table or full-text index after the other, from where the last look ended, until
     * the time is over, something writes, or all have been checked.
     *
     * @param busy whether something writes to the database
     */
    void check(BooleanSupplier busy) {
        List<String> all = portions();
        int first = Math.max(0, all.indexOf(lastReport().map(RepairReport::next).orElse("")));
        long deadline = System.nanoTime() + parameters.lookTimeLimit().toNanos();
        int done = 0;
        while (done < all.size()
                && (done == 0 || (System.nanoTime() - deadline < 0 && !busy.getAsBoolean()))) {
            check(all.get((first + done) % all.size()));
            done++;
        }
        next = all.get((first + done) % all.size());
        if (faults) {
            // What follows from something else, such as an index, is built again.
            RepairRequest request =
                    new RepairRequest(
                            false,
                            Optional.of(CodeIndexSchema.definition()),
                            Optional.of(backups()));
            perform("the repair", request).ifPresent(this::note);
        }
    }

    private Optional<RepairReport> lastReport() {
        return RepairReport.read(database.configuration().storage().run());
    }

    private static List<String> portions() {
        Schema schema = CodeIndexSchema.definition().schema();
        return Stream.concat(
                        schema.tables().stream().map(Table::name),
                        schema.virtualTables().stream().map(VirtualTable::name))
                .toList();
    }

    private void check(String object) {
        try {
            note(attempt(new PortionRequest(object)));
            checked.add(object);
        } catch (DatabaseException e) {
            if (e.code() == DatabaseErrorCode.TIMEOUT) {
                notChecked.add(object);
            } else {
                noteFailure("the check of '" + object + "'", e);
            }
        }
    }

    private void note(VerifyResult result) {
        for (VerifyResult.Check check : result.checks()) {
            if (check.outcome() == VerifyResult.Outcome.FAILED) {
                faults = true;
                problems.add("%s: %s".formatted(check.name(), check.summary()));
            }
        }
    }

    /** Removes what need not be kept: rows of deleted files, backups, contents before edits. */
    void prune() throws InterruptedException {
        pruneCodeBackups();
        deletedFiles = DeletedFiles.remove(driver, parameters.keepDeleted());
        perform("the look at the backups", new BackupListRequest(backups()))
                .ifPresent(list -> pruneBackups(list.backups()));
    }

    private void pruneCodeBackups() {
        try {
            deletedCodeBackups =
                    new CodeBackups(database.configuration().storage())
                            .prune(
                                    parameters.codeBackups().period(),
                                    parameters.codeBackups().newest());
        } catch (IOException e) {
            problems.add("the removal of old contents of edited files failed: " + e);
        }
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
            return Optional.of(attempt(request));
        } catch (DatabaseException e) {
            noteFailure(what, e);
            return Optional.empty();
        }
    }

    private <R> R attempt(MaintenanceRequest<R> request) {
        return TimeLimit.run(
                driver,
                parameters.lookTimeLimit(),
                () -> database.perform(request, ProgressListener.NONE));
    }

    private void noteFailure(String what, DatabaseException e) {
        if (e.code() == DatabaseErrorCode.CANCELLED || Thread.interrupted()) {
            throw e;
        }
        problems.add(
                e.code() == DatabaseErrorCode.TIMEOUT
                        ? "%s did not end within %d s and was stopped"
                                .formatted(what, parameters.lookTimeLimit().toSeconds())
                        : "%s failed: %s".formatted(what, e.getMessage()));
    }

    /** Enters what was found and done into the history, if there is anything to tell. */
    void record() {
        List<String> found = new ArrayList<>();
        repaired.forEach(text -> found.add("repaired: " + text));
        problems.forEach(text -> found.add("found: " + text));
        addCount(found, deletedFiles, "rows of files deleted long ago");
        addCount(found, deletedBackups, "old backups");
        addCount(found, deletedCodeBackups, "old contents of edited files");
        // A fault that is still there is in the report of each look, and once in the history.
        boolean known =
                repaired.isEmpty()
                        && lastReport()
                                .filter(last -> last.problems().equals(problems))
                                .isPresent();
        if (!found.isEmpty() && !(known && found.size() == problems.size())) {
            perform(
                    "the entry into the history",
                    new HistoryNoteRequest("repair look", "", millis(), String.join("; ", found)));
        }
    }

    private static void addCount(List<String> found, long count, String what) {
        if (count > 0) {
            found.add("removed %d %s".formatted(count, what));
        }
    }

    private long millis() {
        return (System.nanoTime() - began) / 1_000_000;
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
                checked,
                notChecked,
                next,
                deletedFiles,
                deletedBackups,
                deletedCodeBackups,
                millis());
    }
}
