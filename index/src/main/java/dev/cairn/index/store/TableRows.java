package dev.cairn.index.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement and the rows that it is to be run with. */
final class TableRows {

    private final String sql;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    TableRows(String sql) {
        this.sql = sql;
    }

    void add(@Nullable Object... values) {
        addRow(Arrays.asList(values));
    }

    void addRow(List<@Nullable Object> row) {
        rows.add(row);
    }

    void send(DatabaseDriver driver, IndexStatements statements) {
        if (!rows.isEmpty()) {
            rows.forEach(row -> row.replaceAll(value -> stored(value, statements)));
            driver.executeBatch(sql, rows);
        }
    }

    /** Runs a statement for ids at once, because each one searches the full-text indexes again. */
    static void forIds(
            DatabaseDriver driver, IndexStatements statements, String sql, List<Long> ids) {
        if (!ids.isEmpty()) {
            driver.execute(sql + " IN " + statements.ids(), ids.toString());
        }
    }

    private static @Nullable Object stored(@Nullable Object value, IndexStatements statements) {
        return value instanceof String text ? statements.stored(text) : value;
    }
}
