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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

    private static List<Row> rows(DatabaseDriver driver) {
        String sql =
                """
                WITH used AS (
                    SELECT n.name AS name, count(DISTINCT s.file_id) AS files
                    FROM names n JOIN symbols s ON s.name_id = n.id GROUP BY n.name
                ), defined AS (
                    SELECT name, count(*) AS times FROM definitions GROUP BY name
                    HAVING count(*) <= ?
                )
                SELECT f.path, d.line, d.kind, d.signature,
                       1.0 * u.files / e.times
                           * coalesce((SELECT exp(sum(ln(%s))) FROM file_tags t
                                       WHERE t.file_id = f.id), 1.0)
                FROM used u JOIN defined e ON e.name = u.name
                JOIN definitions d ON d.name = u.name JOIN files f ON f.id = d.file_id
                WHERE f.deleted = 0 AND d.exported = 1 AND u.files > 1 AND length(d.name) > 2
                ORDER BY 5 DESC, f.path, d.line LIMIT ?
                """
                        .formatted(IndexStatements.of(driver).larger("t.weight", "0.001"));
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
        return Objects.requireNonNull(rows.text(column));
    }
}
