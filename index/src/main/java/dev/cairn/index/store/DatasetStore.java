package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The datasets of a project: the whole of it, and the folders that a user named. A file belongs to
 * the innermost one that it lies in.
 */
public final class DatasetStore {

    /**
     * A condition for the files of a project, with the project twice as parameter: by naming the
     * datasets it lets the index of paths be used.
     */
    static final String FILES_OF_PROJECT =
            "project_id = ? AND dataset_id IN (SELECT id FROM datasets WHERE project_id = ?)";

    private final DatabaseDriver driver;

    /** Makes a store over a database that has the schema of the code index. */
    public DatasetStore(DatabaseDriver driver) {
        this.driver = driver;
    }

    /** Returns the datasets of a project, the whole of it first. */
    public List<Dataset> all(String projectId) {
        List<Dataset> datasets = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT d.id, coalesce(d.name, ''),"
                                + " substr(d.root_path, length(p.root_path) + 2),"
                                + " (SELECT count(*) FROM files f WHERE f.dataset_id = d.id"
                                + " AND f.project_id = p.id AND f.deleted = 0)"
                                + " FROM datasets d JOIN projects p ON p.id = d.project_id"
                                + " WHERE p.id = ? ORDER BY d.root_path",
                        projectId)) {
            while (rows.next()) {
                datasets.add(
                        new Dataset(text(rows, 0), text(rows, 1), text(rows, 2), rows.integer(3)));
            }
        }
        return datasets;
    }

    /**
     * Names a folder. The files that the index has of it belong to it from now on, and so do those
     * that come.
     *
     * @param path the path below the project's folder, with {@code /} between the names
     * @throws DatabaseException with INVALID_CONFIGURATION if the name or path cannot be used or is
     *     taken
     */
    public Dataset add(String projectId, String name, String path) {
        check(projectId, name, path);
        driver.inWriteTransaction(() -> {
            begin(projectId);
            driver.execute(
                    "INSERT INTO datasets (id, project_id, root_path, name)"
                            + " SELECT ?, id, root_path || ?, ? FROM projects WHERE id = ?",
                    UUID.randomUUID().toString(),
                    "/" + path,
                    name,
                    projectId);
            assignAll(projectId);
            return true;
        });
        return named(projectId, name).orElseThrow();
    }

    private void check(String projectId, String name, String path) {
        GivenName.require(name, "cannot add the dataset '" + name + "'");
        if (path.isEmpty()) {
            throw refused(name, "the whole project is a dataset already; name a folder below it");
        }
        for (Dataset other : all(projectId)) {
            if (other.name().equals(name)) {
                throw refused(name, "the dataset of '" + other.path() + "' has this name");
            }
            if (other.path().equals(path)) {
                throw refused(name, "'" + path + "' is the dataset '" + other.name() + "'");
            }
        }
    }

    private static DatabaseException refused(String name, String why) {
        return new DatabaseException(
                DatabaseErrorCode.INVALID_CONFIGURATION,
                "cannot add the dataset '%s': %s".formatted(name, why));
    }

    /**
     * Forgets that a folder is a dataset. Its files belong to the dataset around it from now on.
     *
     * @return how many files it had; empty if there is no such dataset, or it is the whole project
     */
    public Optional<Long> remove(String projectId, String name) {
        Optional<Dataset> dataset = named(projectId, name).filter(found -> !found.path().isEmpty());
        dataset.ifPresent(found ->
                driver.inWriteTransaction(() -> {
                    begin(projectId);
                    driver.execute(
                            "UPDATE files SET dataset_id = (SELECT d.id FROM datasets d"
                                    + " JOIN projects p ON p.id = d.project_id"
                                    + " AND p.root_path = d.root_path WHERE p.id = ?)"
                                    + " WHERE project_id = ? AND dataset_id = ?",
                            projectId,
                            projectId,
                            found.id());
                    driver.execute(
                            "DELETE FROM datasets WHERE project_id = ? AND id = ?",
                            projectId,
                            found.id());
                    assignAll(projectId);
                    return true;
                }));
        return dataset.map(Dataset::files);
    }

    private Optional<Dataset> named(String projectId, String name) {
        return all(projectId).stream().filter(dataset -> dataset.name().equals(name)).findFirst();
    }

    private void begin(String projectId) {
        IndexStatements.of(driver).writesFor().ifPresent(sql -> driver.queryValue(sql, projectId));
    }

    /** Gives each file of a project to the innermost dataset that it lies in. */
    private void assignAll(String projectId) {
        driver.execute(assignment() + " WHERE project_id = ?", projectId);
    }

    /** Does the same with some files of a project, in the open transaction. */
    public static void assign(DatabaseDriver driver, String projectId, List<Long> files) {
        boolean several =
                driver.queryValue(
                                "SELECT 1 FROM datasets WHERE project_id = ? LIMIT 1 OFFSET 1",
                                projectId)
                        .isPresent();
        if (several && !files.isEmpty()) {
            driver.execute(
                    assignment()
                            + " WHERE project_id = ? AND id IN "
                            + IndexStatements.of(driver).ids(),
                    projectId,
                    files.toString());
        }
    }

    private static String assignment() {
        return "UPDATE files SET dataset_id = coalesce((SELECT d.id FROM datasets d"
                + " JOIN projects p ON p.id = d.project_id"
                + " WHERE d.project_id = files.project_id AND d.root_path || '/' ="
                + " substr(p.root_path || '/' || files.path, 1, length(d.root_path) + 1)"
                + " ORDER BY length(d.root_path) DESC LIMIT 1), dataset_id)";
    }

    private static String text(Rows rows, int column) {
        return rows.requiredText(column);
    }
}
