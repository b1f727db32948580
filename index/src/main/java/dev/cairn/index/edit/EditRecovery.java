package dev.cairn.index.edit;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.StoragePaths;
import dev.cairn.database.TransactionMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ends the edits that a killed process left open. The file itself decides: with its new content the
 * edit is finished, with its old content it is undone, and a file that was changed since keeps what
 * it has. The rows follow the file in every case.
 */
public final class EditRecovery {

    private final DatabaseDriver driver;
    private final Path root;
    private final EditJournal journal;
    private final FileRows rows;
    private final EditLocks locks;

    /** Makes the recovery of a project; the parameters are those of {@link FileEditor}. */
    public EditRecovery(
            DatabaseDriver driver,
            String projectId,
            Path root,
            StoragePaths storage,
            FileRows rows) {
        this.driver = driver;
        this.root = root;
        this.journal = new EditJournal(driver, projectId);
        this.rows = rows;
        this.locks = new EditLocks(storage);
    }

    /**
     * An edit that was ended.
     *
     * @param editId the edit
     * @param path its file
     * @param outcome {@code finished}, {@code undone} or {@code overtaken} by another change
     */
    public record Ended(String editId, String path, String outcome) {}

    /** Ends all open edits that no running process holds. */
    public List<Ended> run() {
        List<Ended> ended = new ArrayList<>();
        journal.closeInvalid();
        for (EditJournal.Entry entry : journal.open()) {
            end(entry).ifPresent(ended::add);
        }
        return ended;
    }

    private Optional<Ended> end(EditJournal.Entry entry) {
        Optional<ProjectFile> file = file(entry);
        if (file.isEmpty()) {
            journal.ended(entry.id(), EditJournal.State.UNDONE, Optional.empty());
            return Optional.empty();
        }
        return end(entry, file.get());
    }

    /** No edit has a path outside of the project, so such a record is nothing to be ended. */
    private Optional<ProjectFile> file(EditJournal.Entry entry) {
        try {
            return Optional.of(ProjectFile.of(root, entry.path()));
        } catch (EditException _) {
            return Optional.empty();
        }
    }

    private Optional<Ended> end(EditJournal.Entry entry, ProjectFile file) {
        try (EditLocks.Held _ = locks.lock(file.path())) {
            // The process that made the edit may have ended it before it let the lock go.
            if (journal.find(entry.id()).orElseThrow().state() != EditJournal.State.PREPARED) {
                return Optional.empty();
            }
            file.removeTemporary(entry.id());
            String hash = file.hash();
            boolean finished = hash.equals(entry.hashAfter());
            driver.inTransaction(
                    TransactionMode.WRITE,
                    () -> {
                        rows.bringUpToDate(file.path());
                        journal.ended(
                                entry.id(),
                                finished ? EditJournal.State.DONE : EditJournal.State.UNDONE,
                                entry.commitId());
                        return true;
                    });
            String outcome =
                    finished
                            ? "finished"
                            : hash.equals(entry.hashBefore()) ? "undone" : "overtaken";
            return Optional.of(new Ended(entry.id(), entry.path(), outcome));
        } catch (EditException e) {
            if (e.kind() == EditException.Kind.REFUSED) {
                // Its process is still at work, or the path leads through a link now.
                return Optional.empty();
            }
            throw e;
        }
    }
}
