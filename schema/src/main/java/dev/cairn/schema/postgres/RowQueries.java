package dev.cairn.schema.postgres;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.plan.DataCheck.Condition;
import dev.cairn.schema.plan.DataCheck;
import dev.cairn.schema.postgres.catalog.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the questions to the rows of a table. Rows are named by the primary key. */
final class RowQueries {

    private final Situation situation;
    private final ObjectId table;

    RowQueries(Situation situation, ObjectId table) {
        this.situation = situation;
        this.table = table;
    }

    /**
     * Returns a question to each row alone.
     *
     * @param condition holds for the rows that stand in the way
     * @param shown further columns that are shown of these rows, quoted
     */
    DataCheck rows(
            String subject, String problem, String remedy, String condition, List<String> shown) {
        String from = table.qualified() + " AS t";
        return new DataCheck(
                subject,
                problem,
                remedy,
                situation.rows(table),
                Optional.of(new Condition(from, condition, Optional.empty())),
                "SELECT count(*) FILTER (WHERE " + condition + "), count(*) FROM " + from,
                samples(from, condition, shown));
    }

    /**
     * Returns a question whose rows are found by a query of its own.
     *
     * @param source a query of the rows of the table that stand in the way
     */
    DataCheck rowsOf(
            String subject, String problem, String remedy, String source, List<String> shown) {
        return new DataCheck(
                subject,
                problem,
                remedy,
                situation.rows(table),
                Optional.empty(),
                "SELECT (SELECT count(*) FROM ("
                        + source
                        + ") AS f), (SELECT count(*) FROM "
                        + table.qualified()
                        + ")",
                samples("(" + source + ") AS t", "true", shown));
    }

    private String samples(String from, String condition, List<String> shown) {
        List<String> columns = new ArrayList<>(key());
        shown.stream().filter(column -> !columns.contains(column)).forEach(columns::add);
        return "SELECT "
                + String.join(
                        ", ",
                        columns.stream()
                                .map(column ->
                                        column.equals("ctid")
                                                ? "t.ctid::text AS " + Identifier.quote("row")
                                                : text(column))
                                .toList())
                + " FROM "
                + from
                + " WHERE "
                + condition
                + " LIMIT "
                + DataCheck.SAMPLES;
    }

    private static String text(String column) {
        return "t." + column + "::text AS " + column;
    }

    private List<String> key() {
        List<String> key = situation.live().keyColumns(table);
        return key.isEmpty() ? List.of("ctid") : key;
    }
}
