package dev.cairn.index;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the index has.
 *
 * @param projects the projects in the order of their folders
 * @param errorCount how many files or places of files could not be indexed
 * @param lastErrors the newest of them, the newest one first
 */
public record IndexStatus(List<ProjectStatus> projects, long errorCount, List<Problem> lastErrors) {

    public IndexStatus {
        projects = List.copyOf(projects);
        lastErrors = List.copyOf(lastErrors);
    }

    /**
     * One project.
     *
     * @param id its UUID
     * @param name its name
     * @param root its folder
     * @param files files that are there
     * @param definitions definitions in them
     * @param errors what could not be indexed of them
     * @param indexedAt when it was last indexed to the end, as {@code 2026-01-31T12:00:00Z}
     */
    public record ProjectStatus(
            String id,
            String name,
            String root,
            long files,
            long definitions,
            long errors,
            String indexedAt) {}

    /**
     * Something that could not be indexed, or only in part.
     *
     * @param project the project's name
     * @param path the file or folder below the project's folder
     * @param line the line, counted from 1, if it is on one
     * @param kind {@code read}, {@code encoding} or {@code syntax}
     * @param message what a person should know
     */
    public record Problem(
            String project, String path, Optional<Long> line, String kind, String message) {}

    /** Returns the number of files of all projects. */
    public long files() {
        return projects.stream().mapToLong(ProjectStatus::files).sum();
    }

    /** Returns the number of definitions of all projects. */
    public long definitions() {
        return projects.stream().mapToLong(ProjectStatus::definitions).sum();
    }

    /**
     * Reads the status.
     *
     * @param database a database that has the schema of the code index
     * @param errorLimit how many errors to tell at most
     */
    public static IndexStatus read(CodeDatabase database, int errorLimit) {
        DatabaseDriver driver = database.driver();
        return driver.inTransaction(
                TransactionMode.READ,
                () ->
                        new IndexStatus(
                                projects(driver),
                                (Long)
                                        driver.queryValue("SELECT count(*) FROM indexing_errors")
                                                .orElseThrow(),
                                errors(driver, errorLimit)));
    }

    private static List<ProjectStatus> projects(DatabaseDriver driver) {
        List<ProjectStatus> projects = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT p.id, p.name, p.root_path,"
                                + " (SELECT count(*) FROM files f"
                                + "   WHERE f.project_id = p.id AND f.deleted = 0),"
                                + " (SELECT count(*) FROM definitions d"
                                + "   JOIN files f ON f.id = d.file_id"
                                + "   WHERE f.project_id = p.id),"
                                + " (SELECT count(*) FROM indexing_errors e"
                                + "   WHERE e.project_id = p.id),"
                                + " strftime('%Y-%m-%dT%H:%M:%SZ', p.updated_at)"
                                + " FROM projects p ORDER BY p.root_path")) {
            while (rows.next()) {
                projects.add(
                        new ProjectStatus(
                                text(rows, 0),
                                text(rows, 1),
                                text(rows, 2),
                                rows.integer(3),
                                rows.integer(4),
                                rows.integer(5),
                                text(rows, 6)));
            }
        }
        return projects;
    }

    private static List<Problem> errors(DatabaseDriver driver, int limit) {
        List<Problem> errors = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT p.name, e.path, e.line, e.kind, e.message FROM indexing_errors e"
                                + " JOIN projects p ON p.id = e.project_id"
                                + " ORDER BY e.id DESC LIMIT ?",
                        limit)) {
            while (rows.next()) {
                long line = rows.integer(2);
                errors.add(
                        new Problem(
                                text(rows, 0),
                                text(rows, 1),
                                line == 0 ? Optional.empty() : Optional.of(line),
                                text(rows, 3),
                                text(rows, 4)));
            }
        }
        return errors;
    }

    private static String text(Rows rows, int column) {
        return Objects.requireNonNullElse(rows.text(column), "");
    }
}
