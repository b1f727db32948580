package dev.cairn.index.freshness;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.index.scan.FileAttributes;
import dev.cairn.index.scan.SourceText;
import dev.cairn.index.store.IndexStore;
import dev.cairn.index.store.KnownFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the files of an answer with the disk and brings a handful of changed ones up to date
 * before it is given. A file is compared by size, times and inode; one whose attributes cannot be
 * trusted is read again and compared by its hash.
 */
public final class FreshnessCheck {

    private final CodeDatabase database;
    private final RefreshLimit limit;
    private final IndexOptions options;
    private final List<IndexedFile> changed = new ArrayList<>();
    private final Map<String, Path> roots = new LinkedHashMap<>();

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
            Collection<IndexedFile> files,
            RefreshLimit limit,
            IndexOptions options) {
        return new FreshnessCheck(database, limit, options).run(files);
    }

    private Freshness run(Collection<IndexedFile> files) {
        Map<String, Map<String, IndexedFile>> byProject = new LinkedHashMap<>();
        for (IndexedFile file : files) {
            byProject
                    .computeIfAbsent(file.projectId(), id -> new LinkedHashMap<>())
                    .put(file.path(), file);
        }
        byProject.forEach((project, some) -> compare(project, some));
        List<IndexedFile> updated = update();
        List<IndexedFile> waiting = new ArrayList<>(changed);
        waiting.removeAll(updated);
        return new Freshness(updated, waiting);
    }

    private void compare(String projectId, Map<String, IndexedFile> files) {
        Path recorded = Path.of(files.values().iterator().next().projectRoot());
        Optional<Path> root =
                ProjectStore.presentRoot(
                        projectId, recorded, database.configuration().storage().project());
        if (root.isEmpty()) {
            // Nothing can be said about files of a folder that is not there.
            return;
        }
        roots.put(projectId, root.get());
        Map<String, KnownFile> known =
                new IndexStore(database.driver()).knownFilesAt(projectId, files.keySet());
        files.forEach((path, shown) -> {
            KnownFile file = known.get(path);
            if (file != null && !isUpToDate(root.get().resolve(path), file)) {
                changed.add(shown);
            }
        });
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
    private List<IndexedFile> update() {
        List<IndexedFile> some = changed.subList(0, Math.min(limit.files(), changed.size()));
        if (some.isEmpty() || limit.time().isZero()) {
            return List.of();
        }
        Map<Path, List<Path>> byRoot = new LinkedHashMap<>();
        for (IndexedFile file : some) {
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
