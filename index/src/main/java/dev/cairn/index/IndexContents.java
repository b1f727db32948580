package dev.cairn.index;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a code index holds, at one moment.
 *
 * @param schemaVersion the version of its schema; empty if none is recorded
 * @param projects its projects, by name
 * @param latestErrors what could not be indexed, the latest first
 */
public record IndexContents(
        String schemaVersion, List<Project> projects, List<IndexingError> latestErrors) {

    public IndexContents {
        projects = List.copyOf(projects);
        latestErrors = List.copyOf(latestErrors);
    }

    /**
     * One project.
     *
     * @param id its UUID
     * @param name its name
     * @param rootPath its folder
     * @param files files that are not deleted
     * @param definitions definitions in these files
     * @param errors what could not be indexed, or only in part
     */
    public record Project(
            String id, String name, String rootPath, long files, long definitions, long errors) {}

    /**
     * One thing that could not be indexed.
     *
     * @param project the project's name
     * @param path the file below the project's folder
     * @param line where in the file; empty if it is about the whole file
     * @param kind what kind of error it is
     * @param message what is wrong
     */
    public record IndexingError(
            String project, String path, Optional<Long> line, String kind, String message) {}

    /**
     * Reads what an index holds.
     *
     * @param database a database that has the schema of the code index
     * @param errorLimit how many errors are given at most
     */
    public static IndexContents read(CodeDatabase database, int errorLimit) {
        DatabaseDriver driver = database.driver();
        return driver.inTransaction(
                TransactionMode.READ,
                () ->
                        new IndexContents(
                                schemaVersion(driver),
                                projects(driver),
                                latestErrors(driver, errorLimit)));
    }

    private static String schemaVersion(DatabaseDriver driver) {
        return driver.queryValue("SELECT value FROM db_settings WHERE key = 'schema_version'")
                .map(Object::toString)
                .orElse("");
    }

    private static List<Project> projects(DatabaseDriver driver) {
        List<Project> projects = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        """
                        SELECT p.id, p.name, p.root_path,
                               (SELECT count(*) FROM files f
                                WHERE f.project_id = p.id AND f.deleted = 0),
                               (SELECT count(*) FROM files f JOIN definitions d ON d.file_id = f.id
                                WHERE f.project_id = p.id AND f.deleted = 0),
                               (SELECT count(*) FROM indexing_errors e WHERE e.project_id = p.id)
                        FROM projects p ORDER BY p.name, p.root_path
                        """)) {
            while (rows.next()) {
                projects.add(
                        new Project(
                                text(rows, 0),
                                text(rows, 1),
                                text(rows, 2),
                                rows.integer(3),
                                rows.integer(4),
                                rows.integer(5)));
            }
        }
        return projects;
    }

    /**
     * Returns what could not be indexed of one project, the latest first.
     *
     * @param database a database that has the schema of the code index
     * @param limit how many errors are given at most
     */
    public static List<IndexingError> errorsOf(CodeDatabase database, String projectId, int limit) {
        return errors(database.driver(), "WHERE p.id = ?", projectId, limit);
    }

    private static List<IndexingError> latestErrors(DatabaseDriver driver, int limit) {
        return errors(driver, "", limit);
    }

    private static List<IndexingError> errors(
            DatabaseDriver driver, String condition, Object... values) {
        List<IndexingError> errors = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        """
                        SELECT p.name, e.path, e.line, e.kind, e.message
                        FROM indexing_errors e JOIN projects p ON p.id = e.project_id
                        %s ORDER BY e.id DESC LIMIT ?
                        """
                                .formatted(condition),
                        values)) {
            while (rows.next()) {
                Optional<Long> line =
                        Optional.ofNullable(rows.value(2)).map(value -> rows.integer(2));
                errors.add(
                        new IndexingError(
                                text(rows, 0), text(rows, 1), line, text(rows, 3), text(rows, 4)));
            }
        }
        return errors;
    }

    private static String text(Rows rows, int column) {
        return Objects.requireNonNullElse(rows.text(column), "");
    }

    /** Returns how many bytes the index takes. */
    public static long bytes(DatabaseDriver driver) {
        return (Long) driver.queryValue(IndexStatements.of(driver).size()).orElse(0L);
    }
}
