package dev.cairn.index;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import java.util.ArrayList;
import java.util.List;

/**
 * How much the index knows of a project's files.
 *
 * @param languages how many files of each language are parsed, text only or name only
 * @param errors how many errors there are of each kind, and in how many files
 */
public record IndexCoverage(List<LanguageFiles> languages, List<ErrorKind> errors) {

    public IndexCoverage {
        languages = List.copyOf(languages);
        errors = List.copyOf(errors);
    }

    /**
     * The files of one language.
     *
     * @param language the language
     * @param parsed files whose definitions are known
     * @param textOnly files whose text alone is known
     * @param nameOnly files whose name alone is known: too large, or no text
     */
    public record LanguageFiles(String language, long parsed, long textOnly, long nameOnly) {}

    /**
     * The errors of one kind.
     *
     * @param kind the kind
     * @param errors how many there are
     * @param files in how many files
     */
    public record ErrorKind(String kind, long errors, long files) {}

    /**
     * Reads the coverage of a project.
     *
     * @param database a database that has the schema of the code index
     */
    public static IndexCoverage read(CodeDatabase database, String projectId) {
        DatabaseDriver driver = database.driver();
        return driver.inTransaction(
                TransactionMode.READ,
                () -> new IndexCoverage(languages(driver, projectId), errors(driver, projectId)));
    }

    /** Returns the paths of files that are no text. */
    public static List<String> binaryFiles(CodeDatabase database, String projectId) {
        List<String> paths = new ArrayList<>();
        try (Rows rows =
                database.driver()
                        .query(
                                "SELECT path FROM files WHERE project_id = ? AND deleted = 0"
                                        + " AND coverage = 'name' AND sha256 <> '' ORDER BY path",
                                projectId)) {
            while (rows.next()) {
                paths.add(rows.requiredText(0));
            }
        }
        return paths;
    }

    private static List<LanguageFiles> languages(DatabaseDriver driver, String projectId) {
        List<LanguageFiles> languages = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        """
                        SELECT language, count(CASE WHEN coverage = 'full' THEN 1 END),
                               count(CASE WHEN coverage = 'text' THEN 1 END),
                               count(CASE WHEN coverage = 'name' THEN 1 END)
                        FROM files WHERE project_id = ? AND deleted = 0
                        GROUP BY language ORDER BY count(*) DESC, language
                        """,
                        projectId)) {
            while (rows.next()) {
                languages.add(
                        new LanguageFiles(
                                rows.requiredText(0),
                                rows.integer(1),
                                rows.integer(2),
                                rows.integer(3)));
            }
        }
        return languages;
    }

    private static List<ErrorKind> errors(DatabaseDriver driver, String projectId) {
        List<ErrorKind> errors = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        """
                        SELECT kind, count(*), count(DISTINCT path) FROM indexing_errors
                        WHERE project_id = ? GROUP BY kind ORDER BY count(*) DESC, kind
                        """,
                        projectId)) {
            while (rows.next()) {
                errors.add(new ErrorKind(rows.requiredText(0), rows.integer(1), rows.integer(2)));
            }
        }
        return errors;
    }
}
