package dev.cairn.index.search;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.index.statement.IndexStatements;
import dev.cairn.index.statement.TextPacker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Queries for pieces of files and for definitions. Each reads at most a fixed number of candidates
 * before it ranks them, because to rank all hits of a word such as {@code string} takes longer than
 * a person waits.
 */
final class PieceQueries {

    /** How many hits one way of searching ranks. */
    static final int MOST_RANKED = 1_000;

    /** How many of them, the best, are read with all that is shown of them. */
    private static final int MOST_READ = 300;

    private static final String PLACE =
            " c.id, coalesce(c.entity_id, 0), c.entity_type, coalesce(c.entity_name, ''),"
                    + " coalesce(d.qualified_name, f.path), coalesce(d.signature, ''),"
                    + " coalesce(d.line, c.line), coalesce(d.exported, 0),"
                    + " CASE WHEN c.entity_id IS NOT NULL AND d.id IS NULL THEN 1 ELSE 0 END";

    private static final String OF_PIECES =
            " JOIN code_content c ON c.id = m.id JOIN files f ON f.id = c.file_id"
                    + " JOIN projects p ON p.id = f.project_id"
                    + " LEFT JOIN definitions d ON d.id = c.entity_id";

    private static final int PLACE_COLUMNS = 9;

    private final DatabaseDriver driver;
    private final IndexStatements statements;
    private final FileCondition condition;

    PieceQueries(DatabaseDriver driver, FileCondition condition) {
        this.driver = driver;
        this.condition = condition;
        this.statements = IndexStatements.of(driver);
    }

    /**
     * What one way of searching found.
     *
     * @param all whether there is not more
     */
    record Ranked(List<Found> found, long count, boolean all) {}

    /** Returns the pieces that an expression of FTS5 finds, ranked by BM25 and by their files. */
    Ranked ranked(String expression, int tier, int most) {
        String sql =
                "SELECT m.score, m.total,"
                        + PLACE
                        + ", "
                        + FileRow.columns(statements)
                        + " FROM (SELECT id, score, count(*) OVER () AS total FROM ("
                        + candidates()
                        + ") candidates ORDER BY score LIMIT "
                        + MOST_READ
                        + ") m"
                        + OF_PIECES;
        List<Object> parameters = new ArrayList<>();
        parameters.add(statements.words(expression));
        parameters.addAll(condition.isTrivial() ? List.of() : condition.parameters());
        parameters.add(most);
        List<Found> found = new ArrayList<>();
        long total = 0;
        try (Rows rows = driver.query(sql, parameters.toArray())) {
            while (rows.next()) {
                total = rows.integer(1);
                FileRow file = FileRow.read(rows, 2 + PLACE_COLUMNS);
                found.add(
                        new Found(
                                file,
                                place(rows, 2),
                                tier,
                                -rows.real(0) * file.weight(),
                                Optional.empty()));
            }
        }
        return new Ranked(found, total, total < most && total <= found.size());
    }

    private String candidates() {
        return condition.isTrivial()
                ? statements.rankedPieces("", "")
                : statements.rankedPieces(OF_PIECES, condition.sql());
    }

    private static Found.Place place(Rows rows, int first) {
        if (rows.integer(first + PLACE_COLUMNS - 1) != 0) {
            throw new DatabaseException(
                    DatabaseErrorCode.CORRUPT,
                    "the index contradicts itself: the definition %d of the piece %d is not there"
                            .formatted(rows.integer(first + 1), rows.integer(first)));
        }
        return new Found.Place(
                rows.integer(first),
                rows.integer(first + 1),
                text(rows, first + 2),
                text(rows, first + 3),
                text(rows, first + 4),
                text(rows, first + 5),
                rows.integer(first + 6),
                rows.integer(first + 7) != 0);
    }

    private static String text(Rows rows, int column) {
        return rows.requiredText(column);
    }

    /** Returns the number of pieces that an expression finds, or a bound if there are more. */
    long count(String expression, int most) {
        return (Long)
                driver.queryValue(statements.countPieces(), statements.words(expression), most)
                        .orElse(0L);
    }

    /** Returns the definitions that fulfil a condition, ranked by {@link NameRank}. */
    List<Found> definitions(String where, List<?> values, NameRank rank, int most) {
        String sql =
                "SELECT 0, d.id, d.kind, d.name, d.qualified_name, d.signature, d.line, d.exported, 0, "
                        + FileRow.columns(statements)
                        + " FROM definitions d JOIN files f ON f.id = d.file_id"
                        + " JOIN projects p ON p.id = f.project_id WHERE "
                        + where
                        + condition.sql()
                        + " LIMIT ?";
        List<Object> parameters = new ArrayList<>(values);
        parameters.addAll(condition.parameters());
        parameters.add(most);
        List<Found> found = new ArrayList<>();
        try (Rows rows = driver.query(sql, parameters.toArray())) {
            while (rows.next()) {
                Found.Place place = place(rows, 0);
                FileRow file = FileRow.read(rows, PLACE_COLUMNS);
                found.add(new Found(file, place, 0, rank.of(place, file), Optional.empty()));
            }
        }
        return found;
    }

    /** Returns all pieces of some files, with their texts. */
    List<Piece> pieces(List<Long> files) {
        String sql =
                "SELECT"
                        + PLACE
                        + ", "
                        + FileRow.columns(statements)
                        + ", c.line, c.content, coalesce(d.docstring, c.docstring)"
                        + " FROM (SELECT id FROM code_content WHERE file_id IN "
                        + statements.ids()
                        + ") m"
                        + OF_PIECES
                        + " WHERE 1 = 1"
                        + condition.sql();
        List<Object> parameters = new ArrayList<>();
        parameters.add(files.toString());
        parameters.addAll(condition.parameters());
        List<Piece> pieces = new ArrayList<>();
        try (Rows rows = driver.query(sql, parameters.toArray())) {
            while (rows.next()) {
                int text = PLACE_COLUMNS + FileRow.COUNT;
                pieces.add(
                        new Piece(
                                FileRow.read(rows, PLACE_COLUMNS),
                                place(rows, 0),
                                rows.integer(text),
                                TextPacker.text(rows, text + 1).orElse(""),
                                TextPacker.text(rows, text + 2)));
            }
        }
        return pieces;
    }

    /**
     * A piece of a file with its text.
     *
     * @param firstLine the line on which the content begins
     */
    record Piece(
            FileRow file,
            Found.Place place,
            long firstLine,
            String content,
            Optional<String> docstring) {}
}
