package dev.cairn.schema.sqlite.lint;

import dev.cairn.schema.Column;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Table;
import dev.cairn.schema.sqlite.forms.SqliteTable;

/** Whether a column can hold NULL. */
final class Nullability {

    private Nullability() {}

    /**
     * Returns whether NULL is refused: by NOT NULL, because the column is the row id, or because it
     * is in the key of a STRICT or WITHOUT ROWID table.
     */
    static boolean forbidsNull(Table table, Column column) {
        boolean inKey =
                table.primaryKey().stream()
                        .flatMap(key -> key.columns().stream())
                        .anyMatch(term -> Identifier.same(term.expression(), column.name()));
        return column.notNull().isPresent()
                || SqliteTable.rowidAlias(table).filter(column::equals).isPresent()
                || (inKey && (SqliteTable.withoutRowid(table) || SqliteTable.strict(table)));
    }
}
