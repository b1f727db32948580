package dev.cairn.index.reference;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.IndexState;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An overview of a project: the files whose definitions other files use most, with those
 * definitions.
 *
 * @param files the files, the most used first
 * @param index how fresh and how complete the index is
 */
public record CodeMap(List<MappedFile> files, IndexState index) {

    /** A name that is defined more often says little about which definition is used. */
    private static final int MOST_OF_A_NAME = 5;

    private static final int MOST_DEFINITIONS = 3_000;

    public CodeMap {
        files = List.copyOf(files);
    }

    /**
     * A file of the overview.
     *
     * @param uses the estimated number of files that use its definitions
     */
    public record MappedFile(String path, double uses, List<MappedDefinition> definitions) {

        public MappedFile {
            definitions = List.copyOf(definitions);
        }
    }

    /** A definition of the overview. */
    public record MappedDefinition(long line, String kind, String signature, double uses) {}

    private record Row(String path, MappedDefinition definition) {}

    /** Reads the overview of everything that the index has. */
    public static CodeMap read(CodeDatabase database, AnswerFreshness freshness) {
        DatabaseDriver driver = database.driver();
        return driver.inTransaction(
                TransactionMode.READ,
                () -> new CodeMap(files(rows(driver)), freshness.state(driver)));
    }

    /** Definitions whose name other files use, with how many files; files is f. */
    private static String uses(DatabaseDriver driver) {
        IndexStatements statements = IndexStatements.of(driver);
        return """
        FROM (SELECT name, count(*) AS times FROM definitions WHERE length(name) > 2
              GROUP BY name HAVING count(*) <= ?) e
        JOIN names n ON n.name = e.name
        JOIN (SELECT name_id AS id, count(DISTINCT file_id) AS files FROM symbols
              GROUP BY name_id HAVING count(DISTINCT file_id) > 1) u ON u.id = n.id
        JOIN definitions d ON %s
        JOIN files f ON f.id = d.file_id
        WHERE f.deleted = 0 AND d.exported = 1
        """
                .formatted(statements.equalNames("d.name", "e.name"));
    }

    private static String weighed(DatabaseDriver driver) {
        return "1.0 * u.files / e.times * coalesce((SELECT exp(sum(ln("
                + IndexStatements.of(driver).larger("t.weight", "0.001")
                + "))) FROM file_tags t WHERE t.file_id = f.id), 1.0)";
    }

    /**
     * Returns the estimated number of files that use the definitions of each file of a project,
     * added up, by its path.
     */
    public static Map<String, Double> usesByPath(DatabaseDriver driver, String projectId) {
        Map<String, Double> uses = new HashMap<>();
        try (Rows rows =
                driver.query(
                        "SELECT f.path, "
                                + weighed(driver)
                                + uses(driver)
                                + " AND f.project_id = ?",
                        MOST_OF_A_NAME,
                        projectId)) {
            while (rows.next()) {
                uses.merge(text(rows, 0), rows.real(1), Double::sum);
            }
        }
        return uses;
    }

    private static List<Row> rows(DatabaseDriver driver) {
        String sql =
                "SELECT f.path, d.line, d.kind, d.signature, "
                        + weighed(driver)
                        + uses(driver)
                        + " ORDER BY 5 DESC, f.path, d.line LIMIT ?";
        List<Row> rows = new ArrayList<>();
        try (Rows result = driver.query(sql, MOST_OF_A_NAME, MOST_DEFINITIONS)) {
            while (result.next()) {
                rows.add(
                        new Row(
                                text(result, 0),
                                new MappedDefinition(
                                        result.integer(1),
                                        text(result, 2),
                                        text(result, 3),
                                        result.real(4))));
            }
        }
        return rows;
    }

    private static List<MappedFile> files(List<Row> rows) {
        Map<String, List<MappedDefinition>> byPath = new LinkedHashMap<>();
        rows.forEach(row ->
                byPath.computeIfAbsent(row.path, _ -> new ArrayList<>()).add(row.definition));
        return byPath.entrySet().stream()
                .map(entry ->
                        new MappedFile(
                                entry.getKey(),
                                entry.getValue().stream().mapToDouble(MappedDefinition::uses).sum(),
                                entry.getValue()))
                .sorted(
                        Comparator.comparingDouble(MappedFile::uses)
                                .reversed()
                                .thenComparing(MappedFile::path))
                .toList();
    }

    private static String text(Rows rows, int column) {
        return rows.requiredText(column);
    }
}
