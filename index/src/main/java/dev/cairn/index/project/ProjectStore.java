package dev.cairn.index.project;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.ValueType;
import dev.cairn.index.statement.IndexStatements;
import dev.cairn.index.store.GivenName;
import dev.cairn.index.store.IndexStore;
import dev.cairn.index.store.JulianDay;
import dev.cairn.index.store.ProjectKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The projects of an index. A project is known by the path of its folder, and by the id in it when
 * the folder was moved: then, and only then, is there a folder with the id while none is at the
 * path that the index knows. A copy of a project's folder is a project of its own.
 */
public final class ProjectStore {

    private final DatabaseDriver driver;

    /** Makes a store over a database that has the schema of the code index. */
    public ProjectStore(DatabaseDriver driver) {
        this.driver = driver;
    }

    /**
     * Returns the keys of the project in a folder, which is entered if it is not known.
     *
     * @param root absolute, without symbolic links
     */
    public ProjectKey enter(Path root) {
        Optional<String> mark = ProjectMark.read(root);
        Optional<ProjectKey> known = key("p.root_path = ?", root.toString());
        if (known.isPresent() && mark.map(known.get().projectId()::equals).orElse(true)) {
            if (mark.isEmpty()) {
                ProjectMark.write(root, known.get().projectId());
            }
            return known.get();
        }
        ProjectKey key =
                driver.inWriteTransaction(() -> {
                    IndexStatements.of(driver)
                            .writesFor()
                            .ifPresent(sql -> driver.queryValue(sql, "the list of projects"));
                    return recognise(root, mark);
                });
        if (!mark.equals(Optional.of(key.projectId()))) {
            ProjectMark.write(root, key.projectId());
        }
        return key;
    }

    /** Another process may have entered it meanwhile, so it is looked up again. */
    private ProjectKey recognise(Path root, Optional<String> mark) {
        Optional<ProjectKey> ofPath = key("p.root_path = ?", root.toString());
        Optional<ProjectKey> moved = mark.flatMap(id -> key("p.id = ?", id)).filter(this::isGone);
        if (moved.isPresent()) {
            ofPath.filter(other -> !other.equals(moved.get()))
                    .ifPresent(other -> setRoot(other.projectId(), displaced(root, other)));
            setRoot(moved.get().projectId(), root.toString());
            return moved.get();
        }
        if (ofPath.isPresent()) {
            return ofPath.get();
        }
        boolean free = mark.isPresent() && key("p.id = ?", mark.get()).isEmpty();
        return insert(root, free ? mark.get() : UUID.randomUUID().toString());
    }

    /**
     * Gives a project the folder that it was moved to, if the folder has its id and the former one
     * is gone.
     *
     * @return whether it was moved
     */
    public boolean followMove(Path root) {
        Optional<String> mark = ProjectMark.read(root);
        if (mark.isEmpty()
                || driver.queryValue("SELECT 1 FROM projects WHERE root_path = ?", root.toString())
                        .isPresent()) {
            return false;
        }
        Optional<ProjectKey> moved = key("p.id = ?", mark.get()).filter(this::isGone);
        moved.ifPresent(project -> setRoot(project.projectId(), root.toString()));
        return moved.isPresent();
    }

    /** Returns whether a project's folder is no longer where the index knows it. */
    private boolean isGone(ProjectKey project) {
        Path root = root(project.projectId());
        return !ProjectMark.read(root).equals(Optional.of(project.projectId()));
    }

    /** A path that no folder has, for a project whose folder was replaced by another project's. */
    private static String displaced(Path root, ProjectKey project) {
        return root + "#replaced-" + project.projectId();
    }

    private ProjectKey insert(Path root, String id) {
        String name = root.getFileName() == null ? root.toString() : root.getFileName().toString();
        String dataset = UUID.randomUUID().toString();
        driver.execute(
                "INSERT INTO projects (id, root_path, name, index_format) VALUES (?, ?, ?, ?)",
                id,
                root.toString(),
                name,
                IndexStore.indexFormat());
        driver.execute(
                "INSERT INTO datasets (id, project_id, root_path, name) VALUES (?, ?, ?, ?)",
                dataset,
                id,
                root.toString(),
                name);
        return new ProjectKey(id, dataset, IndexStore.indexFormat());
    }

    private void setRoot(String projectId, String root) {
        Path before = root(projectId);
        driver.execute(
                "UPDATE datasets SET root_path = ? || substr(root_path, length(?) + 1),"
                        + " updated_at = "
                        + now()
                        + " WHERE project_id = ?",
                root,
                before.toString(),
                projectId);
        String formerName = String.valueOf(before.getFileName());
        String name = root.substring(root.lastIndexOf('/') + 1);
        driver.execute(
                "UPDATE datasets SET name = ? WHERE project_id = ? AND root_path = ? AND name = ?",
                name,
                projectId,
                root,
                formerName);
        driver.execute(
                "UPDATE projects SET root_path = ?, name = CASE WHEN name = ? THEN ? ELSE name END,"
                        + " updated_at = "
                        + now()
                        + " WHERE id = ?",
                root,
                formerName,
                name,
                projectId);
    }

    private Optional<ProjectKey> key(String condition, String value) {
        try (Rows rows =
                driver.query(
                        "SELECT p.id, d.id, p.index_format FROM projects p"
                                + " JOIN datasets d ON d.project_id = p.id"
                                + " AND d.root_path = p.root_path WHERE "
                                + condition,
                        value)) {
            return rows.next()
                    ? Optional.of(
                            new ProjectKey(
                                    rows.requiredText(0), rows.requiredText(1), rows.integer(2)))
                    : Optional.empty();
        }
    }

    /**
     * Returns the keys of a project.
     *
     * @throws DatabaseException with INVALID_STATEMENT if there is no such project
     */
    public ProjectKey key(String projectId) {
        return key("p.id = ?", projectId).orElseThrow(() -> unknown(projectId));
    }

    private static Optional<Instant> scannedAt(Rows rows, int column) {
        return rows.type(column) == ValueType.NULL
                ? Optional.empty()
                : Optional.of(JulianDay.instant(rows.real(column)));
    }

    /** Returns the folder of a project, as the index knows it. */
    public Path root(String projectId) {
        return driver.queryValue("SELECT root_path FROM projects WHERE id = ?", projectId)
                .map(value -> Path.of(value.toString()))
                .orElseThrow(() -> unknown(projectId));
    }

    /**
     * Returns the folder of a project where it is now.
     *
     * @param here a folder where it may have been moved to, for example the one whose {@code
     *     .cairn} holds the index
     * @return empty if it is neither where the index knows it nor there
     */
    public Optional<Path> presentRoot(String projectId, Optional<Path> here) {
        return presentRoot(projectId, root(projectId), here);
    }

    /**
     * Returns the folder of a project where it is now, as {@link #presentRoot(String, Optional)}
     * does, if the folder that the index knows has been read already.
     */
    public static Optional<Path> presentRoot(String projectId, Path root, Optional<Path> here) {
        if (Files.isDirectory(root)) {
            return Optional.of(root);
        }
        return here.filter(Files::isDirectory)
                .filter(folder -> ProjectMark.read(folder).equals(Optional.of(projectId)));
    }

    /** Returns all projects, by name. */
    public List<Project> all() {
        List<Project> projects = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT p.id, coalesce(p.name, ''), p.root_path, (SELECT count(*)"
                                + " FROM files f WHERE f.project_id = p.id AND f.deleted = 0"
                                + " AND f.coverage <> 'name'), p.scanned_at FROM projects p"
                                + " ORDER BY p.name, p.root_path")) {
            while (rows.next()) {
                projects.add(
                        new Project(
                                rows.requiredText(0),
                                rows.requiredText(1),
                                Path.of(rows.requiredText(2)),
                                rows.integer(3),
                                scannedAt(rows, 4)));
            }
        }
        return projects;
    }

    /** Returns the projects that have a name or an id, the oldest first. */
    public List<ProjectFolder> called(String nameOrId) {
        return folders("WHERE id = ? OR name = ? ORDER BY created_at, id", nameOrId, nameOrId);
    }

    /** Returns the first project by name; empty if there is none. */
    public Optional<ProjectFolder> first() {
        return folders("ORDER BY name, root_path LIMIT 1").stream().findFirst();
    }

    private List<ProjectFolder> folders(String which, Object... values) {
        List<ProjectFolder> folders = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT id, coalesce(name, ''), root_path FROM projects " + which,
                        values)) {
            while (rows.next()) {
                folders.add(
                        new ProjectFolder(
                                rows.requiredText(0),
                                rows.requiredText(1),
                                Path.of(rows.requiredText(2))));
            }
        }
        return folders;
    }

    /** Returns the folders of other projects that lie below a folder. */
    public Set<Path> inside(Path root) {
        Set<Path> inside = new HashSet<>();
        try (Rows rows = driver.query("SELECT root_path FROM projects")) {
            while (rows.next()) {
                Path other = Path.of(rows.requiredText(0));
                if (other.startsWith(root) && !other.equals(root)) {
                    inside.add(other);
                }
            }
        }
        return inside;
    }

    /** Gives a project another name. */
    public void rename(String projectId, String name) {
        GivenName.require(name, "cannot rename the project to '" + name + "'");
        driver.execute(
                "UPDATE projects SET name = ?, updated_at = " + now() + " WHERE id = ?",
                name,
                projectId);
    }

    /**
     * Records that a project's folder is elsewhere now.
     *
     * @throws DatabaseException with REFUSED if another project has the folder
     */
    public void move(String projectId, ProjectRoot root) {
        driver.inTransaction(
                TransactionMode.WRITE,
                () -> {
                    key("p.root_path = ?", root.folder().toString())
                            .filter(other -> !other.projectId().equals(projectId))
                            .ifPresent(other -> {
                                throw new DatabaseException(
                                        DatabaseErrorCode.REFUSED,
                                        "cannot move the project to '%s': the project '%s' is there; remove that first"
                                                .formatted(root.folder(), other.projectId()));
                            });
                    setRoot(projectId, root.folder().toString());
                    return true;
                });
        ProjectMark.write(root.folder(), projectId);
    }

    /**
     * Removes a project with everything that the index has of it. Its folder stays as it is.
     *
     * @return how many files the index had of it
     */
    public long remove(String projectId) {
        return driver.inTransaction(
                TransactionMode.WRITE,
                () -> {
                    long files =
                            driver.execute("DELETE FROM files WHERE project_id = ?", projectId)
                                    .changedRows();
                    driver.execute("DELETE FROM projects WHERE id = ?", projectId);
                    return files;
                });
    }

    private static DatabaseException unknown(String projectId) {
        return new DatabaseException(
                DatabaseErrorCode.INVALID_STATEMENT,
                "the index has no project '" + projectId + "'");
    }

    private String now() {
        return IndexStatements.of(driver).now();
    }
}
