package dev.cairn.index.freshness;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.project.ProjectPlace;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.index.scan.FileAttributes;
import dev.cairn.index.scan.SourceText;
import dev.cairn.index.store.IndexStore;
import dev.cairn.index.store.KnownFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the files of an answer with the disk and brings a handful of changed ones up to date
 * before it is given. A file is compared by size, times and inode; one whose attributes cannot be
 * trusted is read again and compared by its hash.
 */
public final class FreshnessCheck {

    private final CodeDatabase database;
    private final RefreshLimit limit;
    private final IndexOptions options;
    private final List<IndexedPath> changed = new ArrayList<>();
    private final Map<String, Path> roots = new LinkedHashMap<>();
    private Optional<Instant> oldestScan = Optional.of(Instant.MAX);

    private FreshnessCheck(CodeDatabase database, RefreshLimit limit, IndexOptions options) {
        this.database = database;
        this.limit = limit;
        this.options = options;
    }

    /**
     * Compares files with the disk, and brings as many of the changed ones up to date as the limit
     * allows. An answer whose files were updated has to be made again.
     *
     * @param database a database that has the schema of the code index
     * @param files the files of the answer; each is looked at once
     */
    public static Freshness refresh(
            CodeDatabase database,
            Collection<IndexedPath> files,
            RefreshLimit limit,
            IndexOptions options) {
        return new FreshnessCheck(database, limit, options).run(files);
    }

    private Freshness run(Collection<IndexedPath> files) {
        Map<String, Set<String>> byProject = new LinkedHashMap<>();
        for (IndexedPath file : files) {
            byProject.computeIfAbsent(file.projectId(), id -> new HashSet<>()).add(file.path());
        }
        byProject.forEach(this::compare);
        List<IndexedPath> updated = update();
        List<IndexedPath> waiting = new ArrayList<>(changed);
        waiting.removeAll(updated);
        Optional<Instant> scannedAt = oldestScan.filter(time -> !time.equals(Instant.MAX));
        int checked = byProject.values().stream().mapToInt(Set::size).sum();
        return new Freshness(scannedAt, checked, updated, waiting);
    }

    private void compare(String projectId, Collection<String> paths) {
        DatabaseDriver driver = database.driver();
        ProjectStore projects = new ProjectStore(driver);
        ProjectPlace place = projects.place(projectId);
        oldestScan =
                oldestScan.flatMap(oldest ->
                        place.scannedAt().map(time -> time.isBefore(oldest) ? time : oldest));
        Optional<Path> root =
                projects.presentRoot(place, database.configuration().storage().project());
        if (root.isEmpty()) {
            // Nothing can be said about files of a folder that is not there.
            return;
        }
        roots.put(projectId, root.get());
        Map<String, KnownFile> known = new IndexStore(driver).knownFilesAt(place.key(), paths);
        for (String path : paths) {
            KnownFile file = known.get(path);
            if (file != null && !isUpToDate(root.get().resolve(path), file)) {
                changed.add(new IndexedPath(projectId, path));
            }
        }
    }

    private boolean isUpToDate(Path file, KnownFile known) {
        try {
            FileAttributes now = FileAttributes.read(file);
            return known.isCertainly(now) || hasSameContent(file, now, known);
        } catch (NoSuchFileException e) {
            return known.deleted();
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads a file whose attributes do not prove that it is unchanged. */
    private boolean hasSameContent(Path file, FileAttributes now, KnownFile known)
            throws IOException {
        if (known.deleted()
                || now.kind() != FileAttributes.Kind.FILE
                || now.size() != known.state().size()) {
            return false;
        }
        return now.size() > options.maxFileBytes()
                ? now.modifiedNanos() == known.state().modifiedNanos()
                : SourceText.read(file).sha256().equals(known.sha256());
    }

    /** Returns the files that were brought up to date within the limit. */
    private List<IndexedPath> update() {
        List<IndexedPath> some = changed.subList(0, Math.min(limit.files(), changed.size()));
        if (some.isEmpty() || limit.time().isZero()) {
            return List.of();
        }
        Map<Path, List<Path>> byRoot = new LinkedHashMap<>();
        for (IndexedPath file : some) {
            byRoot.computeIfAbsent(roots.get(file.projectId()), root -> new ArrayList<>())
                    .add(Path.of(file.path()));
        }
        Thread work =
                Thread.ofPlatform()
                        .daemon()
                        .name("cairn-refresh")
                        .unstarted(() ->
                                byRoot.forEach((root, paths) ->
                                        Indexer.update(
                                                database,
                                                root,
                                                paths,
                                                options,
                                                ProgressListener.NONE)));
        return isDoneInTime(work) ? List.copyOf(some) : List.of();
    }

    /** Runs work; what is not done in time is stopped, and leaves whole transactions. */
    private boolean isDoneInTime(Thread work) {
        boolean[] failed = new boolean[1];
        work.setUncaughtExceptionHandler((thread, error) -> failed[0] = true);
        work.start();
        try {
            if (work.join(limit.time())) {
                return !failed[0];
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        work.interrupt();
        return false;
    }
}
