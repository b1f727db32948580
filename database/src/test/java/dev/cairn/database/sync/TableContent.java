package dev.cairn.database.sync;

import static dev.cairn.schema.Identifier.quote;
import static java.util.stream.Collectors.joining;

import dev.cairn.schema.Column;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.Table;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.sqlite.forms.SqliteTable;
import dev.cairn.schema.sqlite.text.SqlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of tables, as texts that tell every value and its storage class. */
final class TableContent {

    private static final List<String> ROW_ID_NAMES = List.of("rowid", "_rowid_", "oid");

    private TableContent() {}

    /** Returns everything that a database holds, by table, in an order of its own. */
    static Map<String, List<String>> ofAll(TestDatabase database, Schema schema) {
        Map<String, List<String>> content = new LinkedHashMap<>();
        for (Table table : schema.tables()) {
            List<String> columns = table.columns().stream().map(Column::name).toList();
            content.put(
                    table.name(),
                    of(database, table, true, columns.stream().map(TableContent::exact)));
        }
        content.put("sqlite_sequence", sequences(database));
        for (VirtualTable table : schema.virtualTables()) {
            if (Identifier.same(table.module(), "fts5")) {
                content.put(table.name(), hits(database, table.name()));
                content.put(table.name() + " settings", settings(database, table.name()));
            }
        }
        return content;
    }

    /** Returns every term of a full-text index with the places where it is found. */
    static List<String> hits(TestDatabase database, String index) {
        database.driver()
                .execute(
                        "CREATE VIRTUAL TABLE temp.hits USING fts5vocab('main', "
                                + SqlText.string(index)
                                + ", 'instance')");
        List<String> hits =
                database.rows("SELECT term, doc, col, offset FROM temp.hits").stream()
                        .sorted()
                        .toList();
        database.driver().execute("DROP TABLE temp.hits");
        return hits;
    }

    /** Returns what a full-text index has stored about itself. */
    static List<String> settings(TestDatabase database, String index) {
        return database.rows(
                "SELECT k, quote(v) FROM "
                        + quote(index + "_config")
                        + " WHERE k <> 'version' ORDER BY k");
    }

    /** Returns the sequences of all tables with AUTOINCREMENT. */
    static List<String> sequences(TestDatabase database) {
        boolean any =
                !database.rows("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'")
                        .isEmpty();
        return any
                ? database.rows("SELECT name, seq FROM sqlite_sequence ORDER BY name")
                : List.of();
    }

    /** Returns the rows of a table as these expressions see them. */
    static List<String> of(
            TestDatabase database, Table table, boolean withIds, Stream<String> expressions) {
        Optional<String> rowId =
                ROW_ID_NAMES.stream()
                        .filter(name -> withIds && !SqliteTable.withoutRowid(table))
                        .filter(name -> table.column(name).isEmpty())
                        .findFirst();
        String values = Stream.concat(rowId.stream(), expressions).collect(joining(", "));
        return database
                .rows(
                        "SELECT "
                                + (values.isEmpty() ? "1" : values)
                                + " FROM "
                                + quote(table.name()))
                .stream()
                .sorted()
                .toList();
    }

    static String exact(String column) {
        return "quote(" + quote(column) + ")";
    }

    /** Returns a text that differs for different values of any storage class. */
    static String asText(String column) {
        return "coalesce(CAST(" + quote(column) + " AS TEXT), 'is null')";
    }

    /** Returns the same, but 7 and 7.0 are one number. */
    static String asNumber(String column) {
        String value = quote(column);
        return "CASE WHEN typeof("
                + value
                + ") = 'real' AND "
                + value
                + " = CAST("
                + value
                + " AS INTEGER) THEN CAST(CAST("
                + value
                + " AS INTEGER) AS TEXT) ELSE "
                + asText(column)
                + " END";
    }
}
