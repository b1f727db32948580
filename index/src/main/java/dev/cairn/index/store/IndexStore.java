package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.index.extract.Extractor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What the index knows of a project, and the way to change it; one conversation, one thread. */
public final class IndexStore {

    /**
     * Counts the ways in which files have been indexed so far. A file that was indexed in another
     * way is indexed again though it has not changed.
     */
    public static final int INDEX_FORMAT = Extractor.VERSION;

    private final DatabaseDriver driver;

    /** Makes a store over a database that has the schema of the code index. */
    public IndexStore(DatabaseDriver driver) {
        this.driver = driver;
    }

    /** Returns the keys of the project with that root, which is entered if it is not known. */
    public ProjectKey project(Path root) {
        Optional<ProjectKey> known = findProject(root);
        return known.orElseGet(() ->
                driver.inTransaction(
                        TransactionMode.WRITE,
                        // Another process may have entered it meanwhile.
                        () -> findProject(root).orElseGet(() -> enterProject(root))));
    }

    private Optional<ProjectKey> findProject(Path root) {
        try (Rows rows =
                driver.query(
                        "SELECT p.id, d.id, p.index_format FROM projects p"
                                + " JOIN datasets d ON d.project_id = p.id"
                                + " AND d.root_path = p.root_path"
                                + " WHERE p.root_path = ?",
                        root.toString())) {
            return rows.next()
                    ? Optional.of(new ProjectKey(text(rows, 0), text(rows, 1), rows.integer(2)))
                    : Optional.empty();
        }
    }

    private ProjectKey enterProject(Path root) {
        String name = root.getFileName() == null ? root.toString() : root.getFileName().toString();
        ProjectKey key =
                new ProjectKey(
                        UUID.randomUUID().toString(), UUID.randomUUID().toString(), INDEX_FORMAT);
        driver.execute(
                "INSERT INTO projects (id, root_path, name, index_format) VALUES (?, ?, ?, ?)",
                key.projectId(),
                root.toString(),
                name,
                INDEX_FORMAT);
        driver.execute(
                "INSERT INTO datasets (id, project_id, root_path, name) VALUES (?, ?, ?, ?)",
                key.datasetId(),
                key.projectId(),
                root.toString(),
                name);
        return key;
    }

    /** Returns the files of a dataset by their paths, those that have vanished included. */
    public Map<String, KnownFile> knownFiles(ProjectKey project) {
        Map<String, KnownFile> known = new HashMap<>();
        try (Rows rows =
                driver.query(
                        "SELECT id, path, size, modified_nanos, sha256, deleted FROM files"
                                + " WHERE project_id = ? AND dataset_id = ?",
                        project.projectId(),
                        project.datasetId())) {
            while (rows.next()) {
                KnownFile file =
                        new KnownFile(
                                rows.integer(0),
                                text(rows, 1),
                                rows.integer(2),
                                rows.integer(3),
                                text(rows, 4),
                                rows.integer(5) != 0);
                known.put(file.path(), file);
            }
        }
        return known;
    }

    /** Forgets what could not be looked at before, at the beginning of a new look. */
    public void forgetUnreadable(ProjectKey project) {
        driver.execute(
                "DELETE FROM indexing_errors WHERE project_id = ?"
                        + " AND (file_id IS NULL OR kind = 'read')",
                project.projectId());
    }

    /** Makes changes: all of them or, after an error, none. */
    public void write(ProjectKey project, List<? extends FileChange> changes) {
        driver.inTransaction(
                TransactionMode.WRITE,
                () -> {
                    new BatchWriter(driver, project).write(changes);
                    return true;
                });
    }

    /** Records that all files of a project are indexed in the present format. */
    public void complete(ProjectKey project) {
        driver.execute(
                "UPDATE projects SET index_format = ?, updated_at = julianday('now')"
                        + " WHERE id = ?",
                INDEX_FORMAT,
                project.projectId());
    }

    /** Counts what the index has of a project. */
    public ProjectCounts counts(ProjectKey project) {
        return new ProjectCounts(
                count("SELECT count(*) FROM files WHERE project_id = ? AND deleted = 0", project),
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
        return Objects.requireNonNull(rows.text(column));
    }
}
