package dev.cairn.schema.sqlite.forms;

import dev.cairn.schema.Column;
import dev.cairn.schema.EngineOptions;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Table;
import java.util.Optional;

/** What only a table of SQLite has. */
public final class SqliteTable {

    private SqliteTable() {}

    /** Returns whether the table is STRICT. */
    public static boolean strict(Table table) {
        return options(table).strict();
    }

    /** Returns whether the table is WITHOUT ROWID. */
    public static boolean withoutRowid(Table table) {
        return options(table).withoutRowid();
    }

    private static EngineOptions.Sqlite options(Table table) {
        return table.options() instanceof EngineOptions.Sqlite own
                ? own
                : EngineOptions.Sqlite.NONE;
    }

    /**
     * Returns the column that is another name of the rowid: a key of one column whose type is
     * exactly INTEGER (https://www.sqlite.org/lang_createtable.html#rowid). Written at the column,
     * {@code INTEGER PRIMARY KEY DESC} is not such a key.
     */
    public static Optional<Column> rowidAlias(Table table) {
        if (withoutRowid(table)) {
            return Optional.empty();
        }
        return table.primaryKey()
                .filter(key -> key.columns().size() == 1)
                .map(key -> key.columns().getFirst())
                .filter(term -> !term.descending())
                .flatMap(term -> table.column(term.expression()))
                .filter(column -> Identifier.same(column.type(), "INTEGER"));
    }
}
