package dev.cairn.server.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lines whose parts stand below each other, for people. */
public final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a line; numbers stand at the right of their column. */
    public Table add(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Returns the lines, without spaces at their ends. */
    public List<String> lines() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        boolean[] numbers = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            int at = column;
            List<String> cells =
                    rows.stream()
                            .filter(row -> at < row.size())
                            .map(row -> row.get(at))
                            .filter(cell -> !cell.isEmpty())
                            .toList();
            widths[at] = cells.stream().mapToInt(Table::width).max().orElse(0);
            numbers[at] = cells.stream().allMatch(cell -> Character.isDigit(cell.charAt(0)));
        }
        return rows.stream().map(row -> line(row, widths, numbers)).toList();
    }

    private static String line(List<String> row, int[] widths, boolean[] numbers) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < row.size(); column++) {
            if (widths[column] > 0) {
                String cell = row.get(column);
                String space = " ".repeat(widths[column] - width(cell));
                cells.add(numbers[column] ? space + cell : cell + space);
            }
        }
        return cells.stream().collect(Collectors.joining(GAP)).stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
