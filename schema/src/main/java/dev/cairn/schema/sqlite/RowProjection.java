package dev.cairn.schema.sqlite;

import static dev.cairn.schema.Identifier.quote;
import static java.util.stream.Collectors.joining;

import dev.cairn.schema.Column;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.PrimaryKey;
import dev.cairn.schema.Table;
import dev.cairn.schema.plan.DataCheck;
import dev.cairn.schema.sqlite.text.ObjectText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a table as they will be, as a query on the rows as they are. Constraints can be asked
 * of them before anything is changed.
 */
final class RowProjection {

    /** Stands before the names of key columns, so that they meet no column of the table. */
    private static final String KEY_PREFIX = "cairn key ";

    private static final String STORED_PREFIX = "cairn stored ";

    private final TableMove move;

    RowProjection(TableMove move) {
        this.move = move;
    }

    /** Returns the rows, ready to stand in FROM under the table's declared name. */
    String from() {
        return from("");
    }

    private String from(String condition) {
        return "(" + rows(condition) + ") AS " + quote(move.target().name());
    }

    /** What asks other rows than its own would ask all of them again for each part. */
    private Optional<DataCheck.Part> part(String condition) {
        return RowIdNames.free(move.original())
                .filter(id -> !ObjectText.mentions(condition, "select"))
                .map(id ->
                        new DataCheck.Part(
                                from(" WHERE " + id + " BETWEEN ? AND ?"),
                                RowIdNames.rangeQuery(id, move.original().name())));
    }

    private String rows(String condition) {
        List<String> values = new ArrayList<>();
        keys().forEach(key -> values.add(key.source() + " AS " + quote(KEY_PREFIX + key.label())));
        for (Column column : move.target().columns()) {
            if (column.generated().isEmpty()) {
                values.add(stored(column) + " AS " + quote(column.name()));
            } else if (move.becomesGenerated(column) || move.isStoredAgain(column)) {
                values.add(quote(move.originalName(column)) + " AS " + storedColumn(column));
            }
        }
        String query =
                "SELECT " + String.join(", ", values) + " FROM " + quote(move.original().name());
        query += condition;
        for (Column column : generatedInOrder()) {
            query = withGenerated(query, column);
        }
        return query;
    }

    /** Returns the column that holds what was stored where a column is now computed. */
    String storedColumn(Column column) {
        return quote(STORED_PREFIX + column.name());
    }

    private String stored(Column column) {
        String collation = column.collation().map(name -> " COLLATE " + quote(name)).orElse("");
        return move.stored(column) + collation;
    }

    private String withGenerated(String query, Column column) {
        String value =
                column.generated()
                        .map(Column.Generated::expression)
                        .map(expression ->
                                Conversion.into(column.type(), false).computed(expression))
                        .orElse("NULL");
        return "SELECT *, "
                + value
                + " AS "
                + quote(column.name())
                + " FROM ("
                + query
                + ") AS "
                + quote(move.target().name());
    }

    /** Returns the generated columns so that each stands behind those it is computed from. */
    private List<Column> generatedInOrder() {
        List<Column> waiting =
                new ArrayList<>(
                        move.target().columns().stream()
                                .filter(column -> column.generated().isPresent())
                                .toList());
        List<Column> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Column next =
                    waiting.stream()
                            .filter(column -> waiting.stream().noneMatch(o -> uses(column, o)))
                            .findFirst()
                            .orElse(waiting.getFirst());
            waiting.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    private static boolean uses(Column column, Column other) {
        return !column.equals(other)
                && column.generated()
                        .filter(rule -> ObjectText.mentions(rule.expression(), other.name()))
                        .isPresent();
    }

    /** Returns the key columns of a row with the names that people know them by. */
    String keyColumns() {
        StringBuilder columns = new StringBuilder();
        for (Key key : keys()) {
            columns.append(quote(KEY_PREFIX + key.label()))
                    .append(" AS ")
                    .append(quote(key.label()))
                    .append(", ");
        }
        return columns.toString();
    }

    /** Returns columns for the first and the last of a group of rows, if one value names a row. */
    String firstAndLastKey() {
        List<Key> keys = keys();
        if (keys.size() != 1) {
            return "";
        }
        String key = quote(KEY_PREFIX + keys.getFirst().label());
        String label = keys.getFirst().label();
        return ", min(%s) AS %s, max(%s) AS %s"
                .formatted(key, quote("first " + label), key, quote("last " + label));
    }

    /** Returns the key columns for a query on the live table itself. */
    String liveKeyColumns() {
        StringBuilder columns = new StringBuilder();
        keys().forEach(key ->
                columns.append(key.source())
                        .append(" AS ")
                        .append(quote(key.label()))
                        .append(", "));
        return columns.toString();
    }

    /**
     * Returns the question which rows, as they will be, meet a condition.
     *
     * @param shown the columns that tell what is wrong with a row
     */
    DataCheck question(
            String subject, String problem, String remedy, List<String> shown, String condition) {
        String columns =
                keyColumns() + shown.stream().map(Identifier::quote).collect(joining(", "));
        return question(
                subject,
                problem,
                remedy,
                new DataCheck.Condition(from(), condition, part(condition)),
                columns.isEmpty() ? "*" : columns.replaceFirst(", $", ""));
    }

    /** Returns the question which of these rows meet a condition. */
    DataCheck question(
            String subject,
            String problem,
            String remedy,
            DataCheck.Condition condition,
            String columns) {
        String rows = " FROM " + condition.from() + " WHERE " + condition.sql();
        return new DataCheck(
                subject,
                problem,
                remedy,
                move.rows(),
                Optional.of(condition),
                "SELECT count(*), " + total() + rows,
                "SELECT " + columns + rows + " LIMIT " + DataCheck.SAMPLES);
    }

    /** Returns the number of all rows of the table, as SQL. */
    String total() {
        return "(SELECT count(*) FROM " + quote(move.original().name()) + ")";
    }

    private List<Key> keys() {
        Table table = move.original();
        List<Key> keys =
                table.primaryKey().map(PrimaryKey::columns).stream()
                        .flatMap(List::stream)
                        .map(IndexedColumn::expression)
                        .map(name -> new Key(quote(name), name))
                        .toList();
        if (!keys.isEmpty()) {
            return keys;
        }
        Optional<String> rowId = RowIdNames.free(table);
        return rowId.map(name -> List.of(new Key(name, "rowid"))).orElse(List.of());
    }

    private record Key(String source, String label) {}
}
