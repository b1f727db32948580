package dev.cairn.index;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.index.reader.FileReadings;
import dev.cairn.index.reader.ReadRequest;
import dev.cairn.index.reader.ReadingOptions;
import dev.cairn.index.scan.LeftOut;
import dev.cairn.index.scan.ScanProblem;
import dev.cairn.index.scan.ScanRequest;
import dev.cairn.index.scan.ScanResult;
import dev.cairn.index.scan.ScannedFile;
import dev.cairn.index.scan.SourceScanner;
import dev.cairn.index.store.Coverage;
import dev.cairn.index.store.FileChange;
import dev.cairn.index.store.FileError;
import dev.cairn.index.store.IndexStore;
import dev.cairn.index.store.KnownFile;
import dev.cairn.index.store.ProjectCounts;
import dev.cairn.index.store.ProjectKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One run of the indexer: scan, compare, read, write. */
final class IndexRun {

    /** So many files that vanished earlier are remembered as possible origins of moved ones. */
    private static final int MAX_VANISHED = 20_000;

    /** Files of this length in all are written at once, however few they are. */
    private static final long MAX_BATCH_BYTES = 4L * 1024 * 1024;

    /** A row of a definition and its text, before they are written. */
    private static final long BYTES_OF_A_DEFINITION = 256;

    private final IndexOptions options;
    private final ProgressListener listener;
    private final IndexStore store;
    private final ProjectKey project;
    private final ScanRequest request;
    private final Path logFolder;
    private long vanished;
    private long indexed;
    private long moved;
    private long unchanged;

    IndexRun(
            DatabaseDriver driver,
            ScanRequest request,
            IndexOptions options,
            Path logFolder,
            ProgressListener listener) {
        ProjectStore projects = new ProjectStore(driver);
        this.options = options;
        this.listener = listener;
        this.logFolder = logFolder;
        this.store = new IndexStore(driver);
        this.project = projects.enter(request.root());
        this.request = request.withOtherProjects(projects.inside(request.root()));
    }

    IndexSummary run() {
        long start = System.nanoTime();
        Instant begun = Instant.now();
        boolean whole = request.paths().contains("");
        listener.progress("scan", 0, 0);
        ScanResult scan = SourceScanner.scan(request);
        Map<String, KnownFile> known = store.knownFiles(project, request.paths());
        store.forgetUnreadable(project, request.paths());
        List<FileWork> work = work(scan, known);
        Map<String, KnownFile> gone = gone(known, scan.problems());
        writeProblems(scan.problems(), known);
        read(work, gone);
        writeGone(gone);
        if (whole) {
            store.purge(project, options.deletedRetention());
            store.complete(project, begun);
        }
        return summary(scan, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    /** Returns whether a run has nothing to write but a time, and that is not due. */
    boolean isUpToDate(Instant recorded) {
        Optional<Instant> last = store.scannedAt(project.projectId());
        if (last.isEmpty() || last.get().isBefore(recorded) || store.hasUnreadable(project)) {
            return false;
        }
        ScanResult scan = SourceScanner.scan(request);
        Map<String, KnownFile> known = store.knownFiles(project, request.paths());
        return scan.problems().isEmpty()
                && work(scan, known).isEmpty()
                && gone(known, scan.problems()).isEmpty();
    }

    /** Returns the files that must be read, and takes the files of the scan out of the known. */
    private List<FileWork> work(ScanResult scan, Map<String, KnownFile> known) {
        boolean sameFormat = project.indexFormat() == IndexStore.indexFormat();
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

    /** Another size limit makes a name of a text, or a text of a name. */
    private static boolean isUnchanged(KnownFile before, ScannedFile file) {
        boolean readBefore = !before.sha256().isEmpty();
        return before.isCertainly(file.attributes()) && readBefore != file.tooLarge();
    }

    /** Returns the known files that are certainly not there any more, by their paths. */
    private static Map<String, KnownFile> gone(
            Map<String, KnownFile> missing, List<ScanProblem> problems) {
        Map<String, KnownFile> gone = new HashMap<>();
        for (KnownFile file : missing.values()) {
            if (!file.deleted() && !isBelowProblem(file.path(), problems)) {
                gone.put(file.path(), file);
            }
        }
        return gone;
    }

    /** What lies in a folder that could not be read is not known to be gone. */
    private static boolean isBelowProblem(String path, List<ScanProblem> problems) {
        return problems.stream()
                .anyMatch(problem ->
                        problem.path().isEmpty()
                                || path.equals(problem.path())
                                || path.startsWith(problem.path() + "/"));
    }

    private void writeProblems(List<ScanProblem> problems, Map<String, KnownFile> missing) {
        List<FileChange> changes = new ArrayList<>();
        for (ScanProblem problem : problems) {
            changes.add(
                    new FileChange.Unreadable(
                            problem.path(),
                            Optional.ofNullable(missing.get(problem.path())),
                            new FileError(
                                    FileError.Kind.READ, problem.message(), Optional.empty())));
        }
        store.write(project, changes);
    }

    private void read(List<FileWork> work, Map<String, KnownFile> gone) {
        listener.progress("index", 0, work.size());
        if (work.isEmpty()) {
            return;
        }
        MovedFiles former =
                new MovedFiles(gone.values(), store.vanishedFiles(project, MAX_VANISHED));
        List<ReadRequest> requests =
                work.stream()
                        .filter(file -> !file.file().tooLarge())
                        .map(file -> file.request(options.maxFileBytes()))
                        .toList();
        List<FileChange> batch = new ArrayList<>();
        long done = 0;
        long batchBytes = 0;
        try (BatchStorage storage =
                        new BatchStorage(
                                store,
                                project,
                                written -> listener.progress("index", written, work.size()));
                FileReadings readings = FileReadings.of(requests, readingOptions())) {
            for (FileWork file : work) {
                FileChange change = change(file, readings);
                batch.add(count(recognised(change, former, gone)));
                done++;
                batchBytes += file.file().size() + bytesOfRows(change);
                if (done == work.size()) {
                    storage.writeLast(batch);
                } else if (batch.size() >= options.batchFiles() || batchBytes >= MAX_BATCH_BYTES) {
                    storage.write(List.copyOf(batch));
                    batch.clear();
                    batchBytes = 0;
                }
            }
        }
    }

    private static long bytesOfRows(FileChange change) {
        return change instanceof FileChange.Indexed indexed
                ? BYTES_OF_A_DEFINITION * indexed.facts().definitions().size()
                : 0;
    }

    private FileChange change(FileWork file, FileReadings readings) {
        return file.file().tooLarge()
                ? file.tooLarge(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()))
                : file.change(readings.next());
    }

    private ReadingOptions readingOptions() {
        return new ReadingOptions(
                options.parserThreads(),
                options.fileTimeLimit(),
                2 * options.batchFiles() + options.parserThreads(),
                Optional.of(logFolder));
    }

    /** Gives a moved file the row that it had under its former path. */
    private FileChange recognised(
            FileChange change, MovedFiles former, Map<String, KnownFile> gone) {
        if (!(change instanceof FileChange.Indexed file)) {
            return change;
        }
        Optional<KnownFile> before = former.formerOf(file);
        if (before.isEmpty()) {
            return change;
        }
        gone.remove(before.get().path());
        moved++;
        return file.movedFrom(before.get());
    }

    private FileChange count(FileChange change) {
        switch (change) {
            case FileChange.Indexed file -> countRead(file.content().coverage());
            case FileChange.Touched file -> unchanged++;
            case FileChange.Vanished _ -> vanished++;
            case FileChange.Unreadable _ -> {
                // The count of errors has it.
            }
        }
        return change;
    }

    private void countRead(Coverage coverage) {
        if (coverage != Coverage.NAME) {
            indexed++;
        }
    }

    private void writeGone(Map<String, KnownFile> gone) {
        List<FileChange> changes = new ArrayList<>();
        for (KnownFile file : gone.values()) {
            changes.add(count(new FileChange.Vanished(file)));
            if (changes.size() >= options.batchFiles()) {
                store.write(project, changes);
                changes.clear();
            }
        }
        store.write(project, changes);
    }

    private IndexSummary summary(ScanResult scan, long durationMillis) {
        // To count all definitions takes longer than to bring one file up to date.
        boolean whole = request.paths().contains("");
        ProjectCounts counts = whole ? store.counts(project) : ProjectCounts.NOT_COUNTED;
        return new IndexSummary(
                project.projectId(),
                request.root().toString(),
                indexed,
                moved,
                unchanged,
                vanished,
                scan.ignored(),
                counts.binary(),
                scan.oversized(),
                scan.symbolicLinks(),
                scan.count(LeftOut.Reason.NESTED_REPOSITORY)
                        + scan.count(LeftOut.Reason.SUBMODULE)
                        + scan.count(LeftOut.Reason.NESTED_PROJECT),
                counts.files(),
                counts.definitions(),
                counts.errors(),
                durationMillis);
    }
}
