package dev.cairn.index;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseDriverProvider;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.edit.FileRows;
import dev.cairn.index.project.ProjectRoot;
import dev.cairn.index.scan.ScanRequest;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Brings the index of one project up to date with its folder. A file that is certainly as the index
 * knows it is not opened; one with another content has its rows replaced; one that is gone is
 * marked deleted, or moved where its content appears under another path. Files are written in
 * batches, one transaction each, in the order of the scan: a run that is killed leaves whole
 * batches, and the next one does the rest. Several runs at once do not disturb each other; {@link
 * dev.cairn.index.project.IndexJob} keeps them from doing the same work twice.
 */
public final class Indexer {

    /** How long a run of another machine is waited for, if the database is on a server. */
    private static final Duration LONGEST_OTHER_RUN = Duration.ofSeconds(30);

    private Indexer() {}

    /**
     * Indexes a folder.
     *
     * @param database a database that has the schema of the code index
     * @param root the project's folder; symbolic links in its path are resolved
     * @param listener told of the scan with the phase {@code scan}, and of each batch that is
     *     written with the phase {@code index} and the numbers of files
     * @throws UncheckedIOException if the folder is not there
     * @throws DatabaseException with CANCELLED if the thread was interrupted; what was written
     *     until then stays, and the next run does the rest
     */
    public static IndexSummary index(
            CodeDatabase database, Path root, IndexOptions options, ProgressListener listener) {
        Path folder = ProjectRoot.of(root).folder();
        try (DatabaseDriverProvider.NamedLock _ =
                database.lock("cairn index " + folder, LONGEST_OTHER_RUN)) {
            return run(database, root, List.of(""), options, listener);
        }
    }

    /**
     * Brings some paths of a project up to date, with all that the index and the disk have below
     * them: what was changed, what is new, and what is gone.
     *
     * @param root the project's folder, which may not have been indexed before
     * @param paths files and folders, absolute or below the root; those outside of it are left out
     * @throws DatabaseException as {@link #index} does
     */
    public static IndexSummary update(
            CodeDatabase database,
            Path root,
            Collection<Path> paths,
            IndexOptions options,
            ProgressListener listener) {
        return run(database, root, ProjectRoot.of(root).relative(paths), options, listener);
    }

    /**
     * Returns whether a run over a whole project would find nothing to write. Nothing is written
     * and no file is read.
     *
     * @param recorded a run that was recorded before this would at least record its time
     */
    public static boolean isUpToDate(
            CodeDatabase database, Path root, IndexOptions options, Instant recorded) {
        ScanRequest request = ScanRequest.of(ProjectRoot.of(root).folder(), options.maxFileBytes());
        try (DatabaseDriver driver = database.openDriver()) {
            return new IndexRun(
                            driver,
                            request,
                            options,
                            database.configuration().storage().logs(),
                            ProgressListener.NONE)
                    .isUpToDate(recorded);
        }
    }

    /**
     * Returns the rows of a project's files, for an editor that changes them in its own
     * transaction.
     *
     * @param driver the conversation of the editor
     * @param root the project's folder, without symbolic links
     * @param logFolder where a process that reads files logs
     */
    public static FileRows rows(
            DatabaseDriver driver, Path root, IndexOptions options, Path logFolder) {
        return path -> {
            ScanRequest request =
                    ScanRequest.of(root, options.maxFileBytes()).withPaths(List.of(path));
            new IndexRun(driver, request, options, logFolder, ProgressListener.NONE).run();
        };
    }

    private static IndexSummary run(
            CodeDatabase database,
            Path root,
            List<String> paths,
            IndexOptions options,
            ProgressListener listener) {
        Path folder = ProjectRoot.of(root).folder();
        ScanRequest request = ScanRequest.of(folder, options.maxFileBytes()).withPaths(paths);
        try (DatabaseDriver driver = database.openDriver()) {
            return new IndexRun(
                            driver,
                            request,
                            options,
                            database.configuration().storage().logs(),
                            listener)
                    .run();
        }
    }
}
