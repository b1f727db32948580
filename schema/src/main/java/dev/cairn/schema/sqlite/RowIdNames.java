package dev.cairn.schema.sqlite;

import static dev.cairn.schema.Identifier.quote;

import dev.cairn.schema.Table;
import dev.cairn.schema.sqlite.forms.SqliteTable;
import java.util.List;
import java.util.Optional;

/** By which name the row id of a table can be reached (https://www.sqlite.org/rowidtable.html). */
public final class RowIdNames {

    private static final List<String> ALL = List.of("rowid", "_rowid_", "oid");

    private RowIdNames() {}

    /** Returns a name that no column shadows; empty if there is no row id or no name is free. */
    public static Optional<String> free(Table table) {
        if (SqliteTable.withoutRowid(table)) {
            return Optional.empty();
        }
        return ALL.stream().filter(name -> table.column(name).isEmpty()).findFirst();
    }

    /** Returns the query for the lowest and the highest row id, which reads no rows between. */
    public static String rangeQuery(String rowId, String table) {
        String from = "(" + rowId + ") FROM " + quote(table) + ")";
        return "SELECT (SELECT min" + from + ", (SELECT max" + from;
    }
}
