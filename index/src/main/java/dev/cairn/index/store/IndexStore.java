package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.extract.Extractor;
import dev.cairn.index.language.Languages;
import dev.cairn.index.statement.IndexStatements;
import dev.cairn.index.statement.JsonList;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the index knows of a project, and the way to change it; one conversation, one thread. */
public final class IndexStore {

    private static final String KNOWN_FILES =
            "SELECT id, path, size, modified_nanos, changed_nanos, inode, read_nanos, sha256,"
                    + " coverage, deleted FROM files";

    private final DatabaseDriver driver;
    private final TagStore tags;

    /** Made for the first file that is written. */
    private FileTexts.@Nullable Maker maker;

    /** Makes a store over a database that has the schema of the code index. */
    public IndexStore(DatabaseDriver driver) {
        this.driver = driver;
        this.tags = new TagStore(driver);
    }

    /** Returns the files of a project by their paths, those that have vanished included. */
    public Map<String, KnownFile> knownFiles(ProjectKey project) {
        return knownFiles(project.projectId(), "");
    }

    /**
     * Returns the files at some paths and below them, those that have vanished included.
     *
     * @param paths paths of files and folders; {@code ""} is the whole project
     */
    public Map<String, KnownFile> knownFiles(ProjectKey project, Collection<String> paths) {
        if (paths.contains("")) {
            return knownFiles(project);
        }
        Map<String, KnownFile> known = new HashMap<>();
        for (String path : paths) {
            // '0' follows '/' in the order of characters: a range of an index, then what is in it.
            known.putAll(
                    knownFiles(
                            project.projectId(),
                            " AND path >= ? AND path < ? AND (path = ? OR path >= ?)",
                            path,
                            path + "0",
                            path,
                            path + "/"));
        }
        return known;
    }

    /** Returns the files at exactly some paths, those that have vanished included. */
    public Map<String, KnownFile> knownFilesAt(String projectId, Collection<String> paths) {
        return knownFiles(
                projectId,
                " AND path IN " + IndexStatements.of(driver).texts(),
                JsonList.of(paths));
    }

    private Map<String, KnownFile> knownFiles(String projectId, String condition, String... more) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(projectId);
        parameters.add(projectId);
        parameters.addAll(List.of(more));
        Map<String, KnownFile> known = new HashMap<>();
        try (Rows rows =
                driver.query(
                        KNOWN_FILES + " WHERE " + DatasetStore.FILES_OF_PROJECT + condition,
                        parameters.toArray())) {
            while (rows.next()) {
                KnownFile file = knownFile(rows);
                known.put(file.path(), file);
            }
        }
        return known;
    }

    /** Returns the files that have vanished, the last of them first, of those with a content. */
    public List<KnownFile> vanishedFiles(ProjectKey project, int limit) {
        List<KnownFile> files = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        KNOWN_FILES
                                + " WHERE project_id = ? AND deleted = 1"
                                + " AND size > 0 AND sha256 <> ''"
                                + " ORDER BY deleted_at DESC, id DESC LIMIT ?",
                        project.projectId(),
                        limit)) {
            while (rows.next()) {
                files.add(knownFile(rows));
            }
        }
        return files;
    }

    private static KnownFile knownFile(Rows rows) {
        return new KnownFile(
                rows.integer(0),
                text(rows, 1),
                new KnownFile.State(
                        rows.integer(2),
                        rows.integer(3),
                        rows.integer(4),
                        rows.integer(5),
                        rows.integer(6)),
                text(rows, 7),
                Coverage.named(text(rows, 8)),
                rows.integer(9) != 0);
    }

    /** Forgets what could not be looked at before, at the beginning of a new look. */
    public void forgetUnreadable(ProjectKey project) {
        driver.execute(
                "DELETE FROM indexing_errors WHERE project_id = ?"
                        + " AND (file_id IS NULL OR kind = 'read')",
                project.projectId());
    }

    /** Returns whether a run has noted what {@link #forgetUnreadable(ProjectKey)} forgets. */
    public boolean hasUnreadable(ProjectKey project) {
        return driver.queryValue(
                        "SELECT 1 FROM indexing_errors WHERE project_id = ?"
                                + " AND (file_id IS NULL OR kind = 'read') LIMIT 1",
                        project.projectId())
                .isPresent();
    }

    /** Forgets the same of some paths and what is below them. */
    public void forgetUnreadable(ProjectKey project, Collection<String> paths) {
        if (paths.contains("")) {
            forgetUnreadable(project);
            return;
        }
        for (String path : paths) {
            driver.execute(
                    "DELETE FROM indexing_errors WHERE project_id = ?"
                            + " AND (file_id IS NULL OR kind = 'read')"
                            + " AND (path = ? OR (path >= ? AND path < ?))",
                    project.projectId(),
                    path,
                    path + "/",
                    path + "0");
        }
    }

    /** Makes changes: all of them or, after an error, none. */
    public void write(ProjectKey project, List<? extends FileChange> changes) {
        write(project, prepare(changes));
    }

    /** Changes together with what is made of their texts. */
    public static final class Prepared {

        private final List<? extends FileChange> changes;
        private final IdentityHashMap<FileChange, FileTexts> texts;

        private Prepared(
                List<? extends FileChange> changes, IdentityHashMap<FileChange, FileTexts> texts) {
            this.changes = changes;
            this.texts = texts;
        }
    }

    /**
     * Makes what changes need of their texts, without the database. To be used by one thread, which
     * need not be the one that writes.
     */
    public Prepared prepare(List<? extends FileChange> changes) {
        return new Prepared(changes, texts(changes));
    }

    /** Makes prepared changes: all of them or, after an error, none. */
    public void write(ProjectKey project, Prepared prepared) {
        if (!prepared.changes.isEmpty()) {
            driver.inWriteTransaction(() -> {
                new BatchWriter(driver, project, tags.rules(project.projectId()), prepared.texts)
                        .write(prepared.changes);
                return true;
            });
        }
    }

    private IdentityHashMap<FileChange, FileTexts> texts(List<? extends FileChange> changes) {
        FileTexts.Maker present =
                maker == null ? new FileTexts.Maker(IndexStatements.of(driver)) : maker;
        maker = present;
        IdentityHashMap<FileChange, FileTexts> made = new IdentityHashMap<>();
        for (FileChange change : changes) {
            if (change instanceof FileChange.Indexed indexed) {
                made.put(indexed, present.of(indexed));
            }
        }
        return made;
    }

    /**
     * Returns a number for the way in which files are indexed now: by this version of the
     * extraction, and in these languages. Files that were indexed in another way are indexed again
     * although they have not changed.
     */
    public static long indexFormat() {
        return Objects.hash(Extractor.VERSION, Languages.recognised());
    }

    /**
     * Records that all files of a project are indexed in the present format.
     *
     * @param begun when the look at the tree began
     */
    public void complete(ProjectKey project, Instant begun) {
        driver.execute(
                "UPDATE projects SET index_format = ?, scanned_at = ?,"
                        + " updated_at = "
                        + now()
                        + " WHERE id = ?",
                indexFormat(),
                JulianDay.of(begun),
                project.projectId());
    }

    /** Returns when the last look at the whole tree began; empty before the first was finished. */
    public Optional<Instant> scannedAt(String projectId) {
        return driver.queryValue("SELECT scanned_at FROM projects WHERE id = ?", projectId)
                .map(value -> JulianDay.instant((Double) value));
    }

    /** Removes the rows of files that vanished longer ago than a period. */
    public long purge(ProjectKey project, Duration retention) {
        return driver.execute(
                        "DELETE FROM files WHERE project_id = ? AND deleted = 1"
                                + " AND deleted_at < "
                                + now()
                                + " - ?",
                        project.projectId(),
                        retention.toSeconds() / 86_400.0)
                .changedRows();
    }

    /** Counts what the index has of a project. */
    public ProjectCounts counts(ProjectKey project) {
        return new ProjectCounts(
                count(
                        "SELECT count(*) FROM files WHERE project_id = ? AND deleted = 0"
                                + " AND coverage <> 'name'",
                        project),
                count(
                        "SELECT count(*) FROM files WHERE project_id = ? AND deleted = 0"
                                + " AND coverage = 'name' AND sha256 <> ''",
                        project),
                count(
                        "SELECT count(*) FROM definitions d JOIN files f ON f.id = d.file_id"
                                + " WHERE f.project_id = ?",
                        project),
                count("SELECT count(*) FROM indexing_errors WHERE project_id = ?", project));
    }

    private long count(String sql, ProjectKey project) {
        return (Long) driver.queryValue(sql, project.projectId()).orElseThrow();
    }

    private static String text(Rows rows, int column) {
        return rows.requiredText(column);
    }

    private String now() {
        return IndexStatements.of(driver).now();
    }
}
