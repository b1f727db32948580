package dev.cairn.index.edit;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.StoragePaths;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.file.FailPoint;
import dev.cairn.index.reader.ReadingOptions;
import dev.cairn.index.scan.SourceText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Edits files of one project so that file, rows and git always agree.
 *
 * <p>The file operations belong to this class, the database transaction to the driver. The journal
 * row that is committed before the file changes lets {@link EditRecovery} decide after a crash: the
 * file has its new content, and the rows follow, or it has the old one, and the edit is undone.
 */
public final class FileEditor {

    private final DatabaseDriver driver;
    private final Path root;
    private final EditJournal journal;
    private final CodeBackups backups;
    private final FileRows rows;
    private final EditLocks locks;
    private final ReadingOptions parsing;

    /**
     * Makes the editor of a project.
     *
     * @param driver a conversation of its own, in no transaction
     * @param projectId the project in the index
     * @param root the project's root, without symbolic links
     * @param storage where code backups and locks are kept
     * @param rows brings the rows of a file up to date in the driver's open transaction
     * @param parsing how texts are parsed before they are written
     */
    public FileEditor(
            DatabaseDriver driver,
            String projectId,
            Path root,
            StoragePaths storage,
            FileRows rows,
            ReadingOptions parsing) {
        this.parsing = parsing;
        this.driver = driver;
        this.root = root;
        this.journal = new EditJournal(driver, projectId);
        this.backups = new CodeBackups(storage);
        this.rows = rows;
        this.locks = new EditLocks(storage);
    }

    /** What an edit starts from. */
    private record Start(ProjectFile file, Optional<byte[]> before, String hashBefore) {}

    /**
     * Makes one edit: lock the path, compare the hash, parse the new text, back up the old one,
     * write a temporary file, record the edit, change rows and file together, commit.
     *
     * @throws EditException if the edit was not made; nothing has changed then
     */
    public EditResult edit(EditRequest request) {
        ProjectFile file = ProjectFile.of(root, request.path());
        Optional<GitCommit> git = request.commitMessage().map(_ -> GitCommit.in(root));
        try (EditLocks.Held _ = locks.lock(file.path())) {
            Start start = start(file, request);
            String textBefore = start.before.map(FileEditor::text).orElse("");
            ParsedText parsedBefore =
                    start.before.isPresent() ? parsed(file, textBefore) : ParsedText.NOTHING;
            refuseUnparsed(request, parsedBefore);
            String textAfter = request.text().of(file.path(), textBefore);
            requireWhole(file, textAfter);
            ParsedText parsedAfter = parsed(file, textAfter);
            refuseWorseSyntax(request, parsedBefore, parsedAfter);
            byte[] after = bytes(start.before, textAfter);
            String editId = UUID.randomUUID().toString();
            Optional<String> links = file.otherLinks();
            Optional<String> commitId =
                    replace(editId, start, Optional.of(after), git, request.commitMessage());
            return new EditResult(
                    editId,
                    file.path(),
                    start.hashBefore,
                    ProjectFile.hash(after),
                    parsedBefore.definitions(),
                    parsedAfter.definitions(),
                    parsedAfter.syntaxErrors(),
                    commitId,
                    Stream.concat(request.text().notes(textAfter).stream(), links.stream())
                            .toList());
        }
    }

    /**
     * Brings back what a file held before an edit, if the file has not changed since. An edit that
     * was committed is undone by a commit of its own.
     *
     * @throws EditException if it was not undone; nothing has changed then
     */
    public EditResult undo(String editId) {
        EditJournal.Entry entry =
                journal.find(editId)
                        .orElseThrow(() ->
                                EditException.invalid(
                                        "there is no edit '%s' in this project".formatted(editId)));
        if (entry.state() != EditJournal.State.DONE) {
            throw EditException.refused(
                    "cannot undo edit '%s': it is %s"
                            .formatted(
                                    editId,
                                    entry.state() == EditJournal.State.UNDONE
                                            ? "undone already"
                                            : "not finished"));
        }
        ProjectFile file = ProjectFile.of(root, entry.path());
        Optional<GitCommit> git = entry.commitId().map(_ -> GitCommit.in(root));
        try (EditLocks.Held _ = locks.lock(file.path())) {
            return undo(entry, file, git);
        }
    }

    /** Returns the latest edits that are done and not undone: id and path, the newest first. */
    public List<String> latest(int limit) {
        return journal.newest(limit).stream()
                .filter(entry -> entry.state() == EditJournal.State.DONE)
                .map(entry -> entry.id() + " of '" + entry.path() + "'")
                .toList();
    }

    private EditResult undo(EditJournal.Entry entry, ProjectFile file, Optional<GitCommit> git) {
        Optional<byte[]> now = file.read();
        String hashNow = now.map(ProjectFile::hash).orElse(EditRequest.ABSENT);
        if (!hashNow.equals(entry.hashAfter())) {
            throw EditException.refused(
                    ("cannot undo edit '%s': '%s' has changed since; its hash is %s, and the edit"
                                    + " left %s")
                            .formatted(entry.id(), file.path(), hashNow, entry.hashAfter()));
        }
        Optional<byte[]> old = oldContent(entry);
        String undoId = UUID.randomUUID().toString();
        Optional<String> commitId =
                replace(
                        undoId,
                        new Start(file, now, hashNow),
                        old,
                        git,
                        entry.commitId()
                                .map(commit ->
                                        "Undo the edit of " + file.path() + " in " + commit));
        driver.inTransaction(
                TransactionMode.WRITE,
                () -> {
                    journal.ended(entry.id(), EditJournal.State.UNDONE, entry.commitId());
                    return true;
                });
        ParsedText before =
                now.map(content -> parsed(file, text(content))).orElse(ParsedText.NOTHING);
        ParsedText after =
                old.map(content -> parsed(file, text(content))).orElse(ParsedText.NOTHING);
        return new EditResult(
                undoId,
                file.path(),
                hashNow,
                entry.hashBefore(),
                before.definitions(),
                after.definitions(),
                after.syntaxErrors(),
                commitId,
                List.of());
    }

    private Optional<byte[]> oldContent(EditJournal.Entry entry) {
        if (entry.hashBefore().equals(EditRequest.ABSENT)) {
            return Optional.empty();
        }
        byte[] old =
                backups.read(entry.id())
                        .orElseThrow(() ->
                                EditException.refused(
                                        "cannot undo edit '%s': its backup was pruned"
                                                .formatted(entry.id())));
        if (!ProjectFile.hash(old).equals(entry.hashBefore())) {
            throw EditException.refused(
                    "cannot undo edit '%s': its backup is damaged".formatted(entry.id()));
        }
        return Optional.of(old);
    }

    private static Start start(ProjectFile file, EditRequest request) {
        Optional<byte[]> before = file.read();
        String hash = before.map(ProjectFile::hash).orElse(EditRequest.ABSENT);
        if (!hash.equals(request.expectedHash())) {
            throw EditException.refused(
                    ("cannot edit '%s': it is not the file that you read; its hash is %s, and %s"
                                    + " was expected; read it again")
                            .formatted(file.path(), hash, request.expectedHash()));
        }
        if (before.isPresent()
                && !(SourceText.of(before.get()) instanceof SourceText.Text text
                        && text.encodingProblem().isEmpty())) {
            throw EditException.refused(
                    "cannot edit '%s': it is not valid text".formatted(file.path()));
        }
        return new Start(file, before, hash);
    }

    private static void requireWhole(ProjectFile file, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw EditException.invalid(
                    "cannot edit '%s': the new text has a half of a surrogate pair, which no file can hold"
                            .formatted(file.path()));
        }
    }

    private ParsedText parsed(ProjectFile file, String text) {
        return ParsedText.of(file.path(), text, parsing);
    }

    /** What a process of its own could not parse, this one does not try to. */
    private static void refuseUnparsed(EditRequest request, ParsedText before) {
        if (request.text().needsDefinitions() && before.unparsed().isPresent()) {
            throw EditException.refused(
                    "cannot edit a definition of '%s': the file was not parsed: %s; edit its lines instead"
                            .formatted(request.path(), before.unparsed().get()));
        }
    }

    private static void refuseWorseSyntax(
            EditRequest request, ParsedText before, ParsedText after) {
        if (request.allowErrors()) {
            return;
        }
        if (after.unparsed().isPresent() && before.unparsed().isEmpty()) {
            throw EditException.refused(
                    "cannot edit '%s': the new text was not parsed: %s; correct it, or allow errors"
                            .formatted(request.path(), after.unparsed().get()));
        }
        if (after.syntaxErrors() > before.syntaxErrors()) {
            throw EditException.refused(
                    ("cannot edit '%s': the new text has more syntax errors (%d) than the old one (%d);"
                                    + " correct it, or allow errors")
                            .formatted(
                                    request.path(), after.syntaxErrors(), before.syntaxErrors()));
        }
    }

    /** Changes file, rows and git together. */
    private Optional<String> replace(
            String editId,
            Start start,
            Optional<byte[]> after,
            Optional<GitCommit> git,
            Optional<String> message) {
        ProjectFile file = start.file;
        start.before.ifPresent(content -> backups.save(editId, content));
        FailPoint.reached("edit-backed-up");
        Optional<Path> temporary = after.map(content -> file.writeTemporary(editId, content));
        FailPoint.reached("edit-temporary-written");
        String hashAfter = after.map(ProjectFile::hash).orElse(EditRequest.ABSENT);
        AtomicBoolean written = new AtomicBoolean();
        boolean done = false;
        try {
            journal.prepared(editId, file.path(), start.hashBefore, hashAfter);
            FailPoint.reached("edit-recorded");
            Optional<String> commitId =
                    driver.inTransaction(
                            TransactionMode.WRITE,
                            () -> {
                                requireUnchanged(start);
                                written.set(true);
                                return replaceInTransaction(editId, file, temporary, git, message);
                            });
            done = true;
            FailPoint.reached("edit-committed");
            return commitId;
        } finally {
            if (!done) {
                undo(editId, start, written.get() && (git.isPresent() || holds(start, hashAfter)));
            }
        }
    }

    private static boolean holds(Start start, String hash) {
        return start.file.hash().equals(hash);
    }

    /** The wait for the turn to write may be long, and editors save meanwhile. */
    private static void requireUnchanged(Start start) {
        if (!holds(start, start.hashBefore)) {
            throw EditException.refused(
                    "cannot edit '%s': another program changed it meanwhile; read it again"
                            .formatted(start.file.path()));
        }
    }

    private Optional<String> replaceInTransaction(
            String editId,
            ProjectFile file,
            Optional<Path> temporary,
            Optional<GitCommit> git,
            Optional<String> message) {
        temporary.ifPresentOrElse(file::replaceBy, () -> file.restore(editId, Optional.empty()));
        FailPoint.reached("edit-file-replaced");
        rows.bringUpToDate(file.path());
        FailPoint.reached("edit-rows-changed");
        Optional<String> commitId =
                git.map(commits -> commits.commit(file.path(), message.orElseThrow()));
        FailPoint.reached("edit-git-committed");
        journal.ended(editId, EditJournal.State.DONE, commitId);
        return commitId;
    }

    /**
     * Closes an edit whose transaction was rolled back.
     *
     * @param isOurs whether the file holds what this edit, or a hook of its commit, has written.
     *     What another program has saved stays.
     */
    private void undo(String editId, Start start, boolean isOurs) {
        start.file.removeTemporary(editId);
        if (isOurs && !holds(start, start.hashBefore)) {
            start.file.restore(editId, start.before);
        }
        if (journal.find(editId).isPresent()) {
            journal.ended(editId, EditJournal.State.UNDONE, Optional.empty());
        }
    }

    private static String text(byte[] content) {
        return SourceText.of(content) instanceof SourceText.Text text ? text.text() : "";
    }

    /** Encodes a text as the file was encoded, with its byte order mark. */
    private static byte[] bytes(Optional<byte[]> before, String text) {
        byte[] old = before.orElse(new byte[0]);
        if (old.length >= 2 && (old[0] & 0xFF) == 0xFF && (old[1] & 0xFF) == 0xFE) {
            return marked(text, StandardCharsets.UTF_16LE);
        }
        if (old.length >= 2 && (old[0] & 0xFF) == 0xFE && (old[1] & 0xFF) == 0xFF) {
            return marked(text, StandardCharsets.UTF_16BE);
        }
        boolean mark =
                old.length >= 3
                        && (old[0] & 0xFF) == 0xEF
                        && (old[1] & 0xFF) == 0xBB
                        && (old[2] & 0xFF) == 0xBF;
        return mark ? marked(text, StandardCharsets.UTF_8) : text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] marked(String text, Charset charset) {
        return ("\uFEFF" + text).getBytes(charset);
    }
}
