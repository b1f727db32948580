package dev.cairn.database.definition;

import static dev.cairn.database.definition.StructuredWriter.putList;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.ConflictAction;
import dev.cairn.schema.DefinitionHints.ColumnHints;
import dev.cairn.schema.DefinitionHints.TableHints;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.ForeignKey.Action;
import dev.cairn.schema.ForeignKey.Deferral;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.PrimaryKey;
import dev.cairn.schema.Table;
import dev.cairn.schema.UniqueConstraint;
import dev.cairn.schema.sqlite.forms.SqliteTable;
import dev.cairn.schema.sqlite.text.SqlType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one table in the structured form. A plain key or UNIQUE constraint of one column stands at
 * the column, as people write it.
 */
final class StructuredTableWriter {

    private final Table table;
    private final TableHints hints;

    StructuredTableWriter(Table table, TableHints hints) {
        this.table = table;
        this.hints = hints;
    }

    Map<String, Object> write() {
        Map<String, Object> map = new LinkedHashMap<>();
        hints.renamedFrom().ifPresent(former -> map.put("renamed_from", former));
        putFlag(map, "strict", SqliteTable.strict(table));
        putFlag(map, "without_rowid", SqliteTable.withoutRowid(table));
        map.put("columns", table.columns().stream().map(this::column).toList());
        table.primaryKey()
                .filter(key -> !isPlain(key))
                .ifPresent(key -> map.put("primary_key", primaryKey(key)));
        putList(
                map,
                "foreign_keys",
                table.foreignKeys().stream().map(StructuredTableWriter::foreignKey).toList());
        putList(
                map,
                "unique_constraints",
                table.uniqueConstraints().stream()
                        .filter(unique -> !isPlain(unique))
                        .map(StructuredTableWriter::unique)
                        .toList());
        putList(
                map,
                "check_constraints",
                table.checks().stream().map(StructuredTableWriter::check).toList());
        return map;
    }

    private Map<String, Object> column(Column column) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", column.name());
        if (!column.type().isEmpty()) {
            map.put("type", SqlType.render(column.type()));
        }
        column.notNull().ifPresent(notNull -> putNotNull(map, notNull));
        putKeyFlags(map, column);
        column.defaultExpression().ifPresent(value -> map.put("default", value));
        column.collation().ifPresent(name -> map.put("collate", name));
        column.generated().ifPresent(rule -> map.put("generated", generated(rule)));
        putHints(map, hints.column(column.name()));
        return map;
    }

    private static void putNotNull(Map<String, Object> map, Column.NotNull notNull) {
        map.put("not_null", true);
        notNull.name().ifPresent(name -> map.put("not_null_name", name));
        putConflict(map, notNull.onConflict());
    }

    private void putKeyFlags(Map<String, Object> map, Column column) {
        table.primaryKey()
                .filter(key -> isPlain(key) && isOn(key.columns(), column))
                .ifPresent(key -> {
                    map.put("primary_key", true);
                    putFlag(map, "autoincrement", key.autoincrement());
                });
        putFlag(
                map,
                "unique",
                table.uniqueConstraints().stream()
                        .anyMatch(unique -> isPlain(unique) && isOn(unique.columns(), column)));
    }

    private static Map<String, Object> generated(Column.Generated rule) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("expression", rule.expression());
        map.put("stored", rule.stored());
        return map;
    }

    private static void putHints(Map<String, Object> map, ColumnHints hints) {
        hints.renamedFrom().ifPresent(former -> map.put("renamed_from", former));
        hints.backfill().ifPresent(sql -> map.put("backfill", sql));
        hints.using().ifPresent(sql -> map.put("using", sql));
    }

    private static Map<String, Object> primaryKey(PrimaryKey key) {
        Map<String, Object> map = constraint(key.name(), key.columns());
        putFlag(map, "autoincrement", key.autoincrement());
        putConflict(map, key.onConflict());
        return map;
    }

    private static Map<String, Object> unique(UniqueConstraint unique) {
        Map<String, Object> map = constraint(unique.name(), unique.columns());
        putConflict(map, unique.onConflict());
        return map;
    }

    private static Map<String, Object> constraint(
            Optional<String> name, List<IndexedColumn> columns) {
        Map<String, Object> map = new LinkedHashMap<>();
        name.ifPresent(given -> map.put("name", given));
        map.put("columns", terms(columns));
        return map;
    }

    private static Object check(CheckConstraint check) {
        if (check.name().isEmpty()) {
            return check.expression();
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", check.name().get());
        map.put("expression", check.expression());
        return map;
    }

    private static Map<String, Object> foreignKey(ForeignKey key) {
        Map<String, Object> map = new LinkedHashMap<>();
        key.name().ifPresent(name -> map.put("name", name));
        map.put("columns", key.columns());
        map.put("references_table", key.referencedTable());
        putList(map, "references_columns", key.referencedColumns());
        putAction(map, "on_delete", key.onDelete());
        putAction(map, "on_update", key.onUpdate());
        putFlag(map, "deferrable", key.deferral() == Deferral.DEFERRED);
        return map;
    }

    private static void putAction(Map<String, Object> map, String event, Action action) {
        if (action != Action.NO_ACTION) {
            map.put(event, action.name().replace('_', ' '));
        }
    }

    private static void putConflict(Map<String, Object> map, ConflictAction action) {
        if (action != ConflictAction.ABORT) {
            map.put("on_conflict", action.name());
        }
    }

    private static void putFlag(Map<String, Object> map, String key, boolean value) {
        if (value) {
            map.put(key, true);
        }
    }

    static List<Object> terms(List<IndexedColumn> columns) {
        return columns.stream().map(StructuredTableWriter::term).toList();
    }

    private static Object term(IndexedColumn term) {
        if (term.equals(IndexedColumn.of(term.expression()))) {
            return term.expression();
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(term.isColumn() ? "name" : "expression", term.expression());
        term.collation().ifPresent(name -> map.put("collate", name));
        if (term.descending()) {
            map.put("order", "DESC");
        }
        return map;
    }

    private static boolean isPlain(PrimaryKey key) {
        return key.name().isEmpty()
                && key.onConflict() == ConflictAction.ABORT
                && isPlain(key.columns());
    }

    private static boolean isPlain(UniqueConstraint unique) {
        return unique.name().isEmpty()
                && unique.onConflict() == ConflictAction.ABORT
                && isPlain(unique.columns());
    }

    private static boolean isPlain(List<IndexedColumn> columns) {
        return columns.size() == 1
                && columns.getFirst().equals(IndexedColumn.of(columns.getFirst().expression()));
    }

    private static boolean isOn(List<IndexedColumn> columns, Column column) {
        return Identifier.same(columns.getFirst().expression(), column.name());
    }
}
