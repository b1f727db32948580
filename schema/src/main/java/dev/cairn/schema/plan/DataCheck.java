package dev.cairn.schema.plan;

import java.util.List;
import java.util.Optional;

/**
 * A read-only question to the rows whose answer can forbid a plan.
 *
 * @param subject what the plan wants, such as {@code make files.dataset_id NOT NULL}
 * @param problem what is the matter with the rows found, such as {@code hold NULL}
 * @param remedy what a person can do
 * @param rows how many rows are asked
 * @param condition where the question is one to each row alone; such questions to the same rows can
 *     be asked together
 * @param countSql a query of one row: the number of rows that stand in the way, and the number of
 *     all rows asked
 * @param sampleSql a query of a few of them: the columns that identify the row, then the values
 * @param probe a fast query of one number that is 0 if no row stands in the way; if it fails, or
 *     gives another number, the others are asked; empty if they are fast themselves
 * @param preparation statements that the queries need; what they make is gone afterwards
 */
public record DataCheck(
        String subject,
        String problem,
        String remedy,
        long rows,
        Optional<Condition> condition,
        String countSql,
        String sampleSql,
        Optional<String> probe,
        List<String> preparation) {

    public DataCheck {
        preparation = List.copyOf(preparation);
    }

    /** Makes a question that needs no preparation. */
    public DataCheck(
            String subject,
            String problem,
            String remedy,
            long rows,
            Optional<Condition> condition,
            String countSql,
            String sampleSql) {
        this(
                subject,
                problem,
                remedy,
                rows,
                condition,
                countSql,
                sampleSql,
                Optional.empty(),
                List.of());
    }

    /** Returns the same question that is only asked if a probe does not answer it. */
    public DataCheck prepared(String fastProbe, List<String> statements) {
        return new DataCheck(
                subject,
                problem,
                remedy,
                rows,
                condition,
                countSql,
                sampleSql,
                Optional.of(fastProbe),
                statements);
    }

    /** How many rows {@code sampleSql} gives at most. */
    public static final int SAMPLES = 5;

    /**
     * A question to each row alone.
     *
     * @param from the rows, as SQL that can stand in FROM
     * @param sql the condition that holds for rows that stand in the way
     * @param part the same rows, but only those with ids between two parameters; empty if there are
     *     no ids, or if asking in parts would do the same work again for each
     */
    public record Condition(String from, String sql, Optional<Part> part) {}

    /**
     * A part of the rows, by their ids.
     *
     * @param from the rows, as SQL that can stand in FROM, with two parameters
     * @param rangeQuery a query for the lowest and the highest row id
     */
    public record Part(String from, String rangeQuery) {}
}
