package dev.cairn.index;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.scan.ScanProblem;
import dev.cairn.index.scan.ScanResult;
import dev.cairn.index.scan.ScannedFile;
import dev.cairn.index.scan.SourceScanner;
import dev.cairn.index.store.FileChange;
import dev.cairn.index.store.FileError;
import dev.cairn.index.store.IndexStore;
import dev.cairn.index.store.KnownFile;
import dev.cairn.index.store.ProjectCounts;
import dev.cairn.index.store.ProjectKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Brings the index of one project up to date with its folder. A file whose size and time of change
 * are as the index knows them is not opened; one with another content has its rows replaced; one
 * that is gone is marked deleted. Files are written in batches, one transaction each, in the order
 * of the scan: a run that is killed leaves whole batches, and the next one does the rest.
 */
public final class Indexer {

    private final IndexOptions options;
    private final ProgressListener listener;
    private final IndexStore store;
    private final Path root;
    private final ProjectKey project;
    private long binary;
    private long vanished;
    private long indexed;
    private long unchanged;

    private Indexer(
            DatabaseDriver driver, Path root, IndexOptions options, ProgressListener listener) {
        this.options = options;
        this.listener = listener;
        this.store = new IndexStore(driver);
        this.root = root;
        this.project = store.project(root);
    }

    /**
     * Indexes a folder.
     *
     * @param database a database that has the schema of the code index
     * @param root the project's folder; symbolic links in its path are resolved
     * @param listener told of each batch that is written, with the phase {@code index} and the
     *     numbers of files
     * @throws UncheckedIOException if the folder is not there
     * @throws DatabaseException with CANCELLED if the thread was interrupted, with TIMEOUT if a
     *     file took more than its time, in which case a thread of this process is lost; what was
     *     written until then stays, and the next run does the rest
     */
    public static IndexSummary index(
            CodeDatabase database, Path root, IndexOptions options, ProgressListener listener) {
        try (DatabaseDriver driver = database.openDriver()) {
            return new Indexer(driver, realFolder(root), options, listener).run();
        }
    }

    private static Path realFolder(Path root) {
        try {
            Path real = root.toRealPath();
            if (!Files.isDirectory(real)) {
                throw new IOException("it is no folder");
            }
            return real;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot index '" + root + "': " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "there is no such folder"
                : String.valueOf(e.getMessage());
    }

    private IndexSummary run() {
        long start = System.nanoTime();
        ScanResult scan = SourceScanner.scan(root, options.maxFileBytes());
        Map<String, KnownFile> known = store.knownFiles(project);
        store.forgetUnreadable(project);
        List<FileWork> work = work(scan, known);
        writeWithoutReading(scan, known);
        readAndWrite(work);
        store.complete(project);
        return summary(scan, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    /**
     * Returns the files that must be opened, and takes the files of the scan out of the known ones.
     */
    private List<FileWork> work(ScanResult scan, Map<String, KnownFile> known) {
        boolean sameFormat = project.indexFormat() == IndexStore.INDEX_FORMAT;
        List<FileWork> work = new ArrayList<>();
        for (ScannedFile file : scan.files()) {
            KnownFile before = known.remove(file.path());
            if (before != null && sameFormat && isUnchanged(before, file)) {
                unchanged++;
            } else {
                work.add(new FileWork(file, Optional.ofNullable(before), sameFormat));
            }
        }
        return work;
    }

    private static boolean isUnchanged(KnownFile before, ScannedFile file) {
        return !before.deleted()
                && before.size() == file.size()
                && before.modifiedNanos() == file.modifiedNanos();
    }

    private void writeWithoutReading(ScanResult scan, Map<String, KnownFile> missing) {
        List<FileChange> changes = new ArrayList<>();
        for (KnownFile file : missing.values()) {
            if (!file.deleted() && !isBelowProblem(file.path(), scan.problems())) {
                changes.add(new FileChange.Vanished(file));
                vanished++;
            }
        }
        for (ScanProblem problem : scan.problems()) {
            changes.add(
                    new FileChange.Unreadable(
                            problem.path(),
                            Optional.ofNullable(missing.get(problem.path())),
                            new FileError(
                                    FileError.Kind.READ, problem.message(), Optional.empty())));
        }
        if (!changes.isEmpty()) {
            store.write(project, changes);
        }
    }

    /** What lies in a folder that could not be read is not known to be gone. */
    private static boolean isBelowProblem(String path, List<ScanProblem> problems) {
        return problems.stream()
                .anyMatch(problem ->
                        problem.path().isEmpty()
                                || path.equals(problem.path())
                                || path.startsWith(problem.path() + "/"));
    }

    private void readAndWrite(List<FileWork> work) {
        List<FileChange> batch = new ArrayList<>();
        long done = 0;
        listener.progress("index", 0, work.size());
        try (Pipeline pipeline = new Pipeline(work, options)) {
            while (pipeline.hasNext()) {
                Optional<FileChange> change = pipeline.next();
                change.ifPresent(batch::add);
                count(change);
                done++;
                if (batch.size() >= options.batchFiles()
                        || !pipeline.hasNext()
                        || pipeline.stuck().isPresent()) {
                    store.write(project, batch);
                    batch.clear();
                    listener.progress("index", done, work.size());
                }
                if (pipeline.stuck().isPresent()) {
                    throw stuck(pipeline.stuck().get());
                }
            }
        }
    }

    private DatabaseException stuck(String path) {
        return new DatabaseException(
                DatabaseErrorCode.TIMEOUT,
                ("the parser of '%s' did not end within %s s of processor time, and cannot be"
                                + " stopped but with the process; its text alone is indexed until"
                                + " it changes, and what was written stays: run the same again for"
                                + " the other files")
                        .formatted(path, options.fileTimeLimit().toMillis() / 1_000.0));
    }

    private void count(Optional<FileChange> change) {
        if (change.isEmpty()) {
            binary++;
            return;
        }
        switch (change.get()) {
            case FileChange.Indexed some -> indexed++;
            case FileChange.Touched some -> unchanged++;
            case FileChange.Vanished some -> binary++;
            case FileChange.Unreadable some -> {
                // The count of errors has it.
            }
        }
    }

    private IndexSummary summary(ScanResult scan, long durationMillis) {
        ProjectCounts counts = store.counts(project);
        return new IndexSummary(
                project.projectId(),
                root.toString(),
                indexed,
                unchanged,
                vanished,
                scan.ignored(),
                binary,
                scan.oversized(),
                scan.symbolicLinks(),
                counts.files(),
                counts.definitions(),
                counts.errors(),
                durationMillis);
    }
}
