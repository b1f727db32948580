package dev.cairn.database.sqlite.schema;

import dev.cairn.schema.Column;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.PrimaryKey;
import dev.cairn.schema.Table;
import dev.cairn.schema.sqlite.forms.SqliteTable;
import dev.cairn.schema.sqlite.text.SqlExpression;
import dev.cairn.schema.sqlite.text.SqlSyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * What PRAGMA table_list and table_xinfo say of a table.
 *
 * @param type table, virtual, shadow or view
 * @param withoutRowid whether it is WITHOUT ROWID
 * @param strict whether it is STRICT
 * @param columns its columns in order; only of ordinary tables
 */
record TableFacts(String type, boolean withoutRowid, boolean strict, List<ColumnFacts> columns) {

    private static final int VIRTUAL_COLUMN = 2;
    private static final int STORED_COLUMN = 3;

    TableFacts {
        columns = List.copyOf(columns);
    }

    /**
     * What PRAGMA table_xinfo says of a column.
     *
     * @param keyPosition its position in the primary key, from 1; 0 if it is not in it
     * @param hidden 0 for an ordinary column, 2 for a virtual generated one, 3 for a stored one
     */
    record ColumnFacts(
            String name,
            String type,
            boolean notNull,
            boolean hasDefault,
            int keyPosition,
            int hidden) {}

    boolean isShadow() {
        return type.equals("shadow");
    }

    /** Returns in what a table that was read from its text contradicts these facts. */
    Optional<String> contradiction(Table table) {
        if (SqliteTable.strict(table) != strict
                || SqliteTable.withoutRowid(table) != withoutRowid) {
            return Optional.of("its options STRICT and WITHOUT ROWID were not understood");
        }
        if (table.columns().size() != columns.size()) {
            return Optional.of(
                    "it has " + columns.size() + " columns, not " + table.columns().size());
        }
        for (int i = 0; i < columns.size(); i++) {
            ColumnFacts facts = columns.get(i);
            Column column = table.columns().get(i);
            if (!describes(facts, column) || facts.keyPosition() != keyPosition(table, column)) {
                return Optional.of("its column '" + facts.name() + "' was not understood");
            }
        }
        return Optional.empty();
    }

    /** Key columns can be NOT NULL without saying so. */
    private static boolean describes(ColumnFacts facts, Column column) {
        boolean notNull = column.notNull().isPresent();
        return facts.name().equals(column.name())
                && sameType(facts, column)
                && (facts.notNull() == notNull || (facts.notNull() && facts.keyPosition() > 0))
                && facts.hasDefault() == column.defaultExpression().isPresent()
                && facts.hidden() == hidden(column);
    }

    /** Of a generated column SQLite gives the type with remains of quotes and comments. */
    private static boolean sameType(ColumnFacts facts, Column column) {
        return facts.hidden() != 0 || canonical(facts.type()).equals(canonical(column.type()));
    }

    /** A type that was quoted has lost its quotes and need not be made of tokens. */
    private static String canonical(String type) {
        try {
            return SqlExpression.canonical(type);
        } catch (SqlSyntaxException e) {
            return type;
        }
    }

    private static int hidden(Column column) {
        return column.generated()
                .map(rule -> rule.stored() ? STORED_COLUMN : VIRTUAL_COLUMN)
                .orElse(0);
    }

    private static int keyPosition(Table table, Column column) {
        List<IndexedColumn> key =
                table.primaryKey().map(PrimaryKey::columns).orElse(List.<IndexedColumn>of());
        for (int i = 0; i < key.size(); i++) {
            if (Identifier.same(key.get(i).expression(), column.name())) {
                return i + 1;
            }
        }
        return 0;
    }
}
