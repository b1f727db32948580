package dev.cairn.server.diagram;

import dev.cairn.schema.Column;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Table;
import dev.cairn.schema.VirtualTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A table in a diagram: what is written in its box, and how large that is.
 *
 * @param name the table's name
 * @param note what kind of table it is, if it is not an ordinary one
 * @param rows its columns
 * @param foreignKeys its foreign keys
 */
record Box(String name, String note, List<Row> rows, List<ForeignKey> foreignKeys) {

    static final int HEAD_HEIGHT = 28;
    static final int ROW_HEIGHT = 19;
    static final int PADDING = 10;

    private static final double NAME_WIDTH = 8.2;
    private static final double TEXT_WIDTH = 7.3;
    private static final int LEAST_WIDTH = 130;
    private static final int MOST_ROWS = 40;
    private static final int LONGEST_TEXT = 40;

    Box {
        rows = List.copyOf(rows);
        foreignKeys = List.copyOf(foreignKeys);
    }

    /**
     * A line in a box.
     *
     * @param name the column
     * @param remark its type and its part in keys
     * @param inPrimaryKey whether it is in the primary key
     */
    record Row(String name, String remark, boolean inPrimaryKey) {

        double width() {
            return (shortened(name).length() + 2 + shortened(remark).length()) * TEXT_WIDTH;
        }
    }

    static Box of(Table table) {
        List<Row> rows = new ArrayList<>();
        for (Column column : table.columns()) {
            rows.add(row(table, column));
        }
        return new Box(table.name(), "", bounded(rows), table.foreignKeys());
    }

    /**
     * Returns the box of a table that a module serves.
     *
     * @param columns its columns, as far as they are known
     */
    static Box of(VirtualTable table, List<String> columns) {
        return new Box(
                table.name(),
                table.module().toLowerCase(Locale.ROOT),
                bounded(columns.stream().map(column -> new Row(column, "", false)).toList()),
                List.of());
    }

    private static Row row(Table table, Column column) {
        boolean primary =
                table.primaryKey()
                        .filter(key ->
                                key.columns().stream()
                                        .anyMatch(part ->
                                                part.isColumn()
                                                        && Identifier.same(
                                                                part.expression(), column.name())))
                        .isPresent();
        boolean foreign =
                table.foreignKeys().stream()
                        .flatMap(key -> key.columns().stream())
                        .anyMatch(name -> Identifier.same(name, column.name()));
        String remark =
                Stream.of(
                                column.type().toLowerCase(Locale.ROOT),
                                column.notNull().isPresent() || primary ? "" : "?",
                                primary ? "PK" : "",
                                foreign ? "FK" : "")
                        .filter(part -> !part.isEmpty())
                        .reduce((a, b) -> b.equals("?") ? a + b : a + " " + b)
                        .orElse("");
        return new Row(column.name(), remark, primary);
    }

    private static List<Row> bounded(List<Row> rows) {
        if (rows.size() <= MOST_ROWS) {
            return rows;
        }
        List<Row> some = new ArrayList<>(rows.subList(0, MOST_ROWS));
        some.add(new Row("and %d more".formatted(rows.size() - MOST_ROWS), "", false));
        return some;
    }

    double width() {
        double rowWidth = rows.stream().mapToDouble(Row::width).max().orElse(0);
        double head = shortened(name + "  " + note).length() * NAME_WIDTH;
        return Math.ceil(Math.max(LEAST_WIDTH, Math.max(rowWidth, head) + 2 * PADDING));
    }

    int height() {
        return HEAD_HEIGHT + rows.size() * ROW_HEIGHT + (rows.isEmpty() ? 0 : PADDING / 2);
    }

    /** Returns how far below the top of the box the middle of a column's line is. */
    double rowMiddle(String column) {
        for (int i = 0; i < rows.size(); i++) {
            if (Identifier.same(rows.get(i).name(), column)) {
                return HEAD_HEIGHT + (i + 0.5) * ROW_HEIGHT;
            }
        }
        return HEAD_HEIGHT / 2.0;
    }

    static String shortened(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT - 1) + "…" : text;
    }
}
