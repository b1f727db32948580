package dev.cairn.database.definition;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.Column.Generated;
import dev.cairn.schema.Column.NotNull;
import dev.cairn.schema.ConflictAction;
import dev.cairn.schema.DefinitionHints.ColumnHints;
import dev.cairn.schema.DefinitionHints.TableHints;
import dev.cairn.schema.EngineOptions;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.ForeignKey.Action;
import dev.cairn.schema.ForeignKey.Deferral;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.PrimaryKey;
import dev.cairn.schema.Table;
import dev.cairn.schema.UniqueConstraint;
import dev.cairn.schema.sqlite.text.SqlSyntaxException;
import dev.cairn.schema.sqlite.text.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one table of the structured form. */
final class StructuredTable {

    private final String name;
    private final StructuredNode node;

    StructuredTable(String name, StructuredNode node) {
        this.name = name;
        this.node = node;
    }

    Table read() {
        List<StructuredNode> columns = node.elements("columns");
        return new Table(
                name,
                columns.stream().map(StructuredTable::column).toList(),
                primaryKey(columns),
                uniqueConstraints(columns),
                checks(columns),
                node.elements("foreign_keys").stream().map(StructuredTable::foreignKey).toList(),
                new EngineOptions.Sqlite(node.flag("strict"), node.flag("without_rowid")),
                "");
    }

    /** Returns what the definition says about the way to this table, if it says anything. */
    Optional<TableHints> hints() {
        Map<String, ColumnHints> columns = new HashMap<>();
        for (StructuredNode column : node.elements("columns")) {
            ColumnHints hints =
                    new ColumnHints(
                            column.text("renamed_from"),
                            column.expression("backfill"),
                            column.expression("using"));
            if (!hints.equals(ColumnHints.NONE)) {
                columns.put(column.requiredText("name"), hints);
            }
        }
        Optional<String> renamedFrom = node.text("renamed_from");
        return columns.isEmpty() && renamedFrom.isEmpty()
                ? Optional.empty()
                : Optional.of(new TableHints(renamedFrom, columns));
    }

    private static Column column(StructuredNode column) {
        return new Column(
                column.requiredText("name"),
                column.child("type").map(StructuredTable::type).orElse(""),
                notNull(column),
                column.expression("default"),
                column.text("collate"),
                column.child("generated").map(StructuredTable::generated));
    }

    private static String type(StructuredNode type) {
        try {
            return SqlType.parse(type.asText());
        } catch (SqlSyntaxException e) {
            throw type.error("'" + type.asText() + "' is not a type: " + e.getMessage(), e);
        }
    }

    private static Optional<NotNull> notNull(StructuredNode column) {
        return column.flag("not_null")
                ? Optional.of(new NotNull(column.text("not_null_name"), conflict(column)))
                : Optional.empty();
    }

    private static Generated generated(StructuredNode generated) {
        return new Generated(
                generated.expression("expression").orElseThrow(), generated.flag("stored"));
    }

    private Optional<PrimaryKey> primaryKey(List<StructuredNode> columns) {
        List<StructuredNode> marked =
                columns.stream().filter(column -> column.flag("primary_key")).toList();
        Optional<StructuredNode> ofTable = node.child("primary_key");
        if (ofTable.isPresent() && !marked.isEmpty()) {
            throw ofTable.get()
                    .error("the key is declared at the columns and at the table; keep one", null);
        }
        if (ofTable.isPresent()) {
            return ofTable.map(StructuredTable::tableKey);
        }
        requireKeyForAutoincrement(columns, marked);
        return marked.isEmpty() ? Optional.empty() : Optional.of(columnKey(marked));
    }

    private static void requireKeyForAutoincrement(
            List<StructuredNode> columns, List<StructuredNode> key) {
        columns.stream()
                .filter(column -> column.flag("autoincrement"))
                .filter(column -> !key.equals(List.of(column)))
                .findFirst()
                .ifPresent(column -> {
                    throw column.error(
                            "'autoincrement' needs 'primary_key' at the same column, alone", null);
                });
    }

    private static PrimaryKey columnKey(List<StructuredNode> marked) {
        return new PrimaryKey(
                Optional.empty(),
                marked.stream()
                        .map(column -> IndexedColumn.of(column.requiredText("name")))
                        .toList(),
                marked.getFirst().flag("autoincrement"),
                ConflictAction.ABORT);
    }

    private static PrimaryKey tableKey(StructuredNode key) {
        return new PrimaryKey(
                key.text("name"), indexedColumns(key), key.flag("autoincrement"), conflict(key));
    }

    /** The same constraint at the column and at the table is one. */
    private List<UniqueConstraint> uniqueConstraints(List<StructuredNode> columns) {
        List<UniqueConstraint> constraints = new ArrayList<>();
        for (StructuredNode unique : node.elements("unique_constraints")) {
            constraints.add(
                    new UniqueConstraint(
                            unique.text("name"), indexedColumns(unique), conflict(unique)));
        }
        for (StructuredNode column : columns) {
            String columnName = column.requiredText("name");
            if (column.flag("unique")
                    && constraints.stream().noneMatch(one -> isOn(one, columnName))) {
                constraints.add(
                        new UniqueConstraint(
                                Optional.empty(),
                                List.of(IndexedColumn.of(columnName)),
                                ConflictAction.ABORT));
            }
        }
        return constraints.stream().distinct().toList();
    }

    private static boolean isOn(UniqueConstraint constraint, String column) {
        return constraint.columns().size() == 1
                && constraint.columns().getFirst().collation().isEmpty()
                && Identifier.same(constraint.columns().getFirst().expression(), column);
    }

    private List<CheckConstraint> checks(List<StructuredNode> columns) {
        List<CheckConstraint> checks = new ArrayList<>();
        for (StructuredNode column : columns) {
            column.expression("check")
                    .ifPresent(sql -> checks.add(new CheckConstraint(Optional.empty(), sql)));
        }
        for (StructuredNode check : node.elements("check_constraints")) {
            checks.add(
                    check.isText()
                            ? new CheckConstraint(Optional.empty(), check.asExpression())
                            : new CheckConstraint(
                                    check.text("name"),
                                    check.expression("expression").orElseThrow()));
        }
        return checks;
    }

    private static ForeignKey foreignKey(StructuredNode key) {
        return new ForeignKey(
                key.text("name"),
                key.texts("columns"),
                key.requiredText("references_table"),
                key.texts("references_columns"),
                action(key, "on_delete"),
                action(key, "on_update"),
                key.flag("deferrable") ? Deferral.DEFERRED : Deferral.IMMEDIATE);
    }

    private static Action action(StructuredNode key, String event) {
        return key.text(event)
                .map(action -> Action.valueOf(action.replace(' ', '_')))
                .orElse(Action.NO_ACTION);
    }

    private static ConflictAction conflict(StructuredNode constraint) {
        return constraint
                .text("on_conflict")
                .map(ConflictAction::valueOf)
                .orElse(ConflictAction.ABORT);
    }

    /** Returns the terms under {@code columns}. */
    static List<IndexedColumn> indexedColumns(StructuredNode owner) {
        return owner.elements("columns").stream().map(StructuredTable::indexedColumn).toList();
    }

    private static IndexedColumn indexedColumn(StructuredNode term) {
        if (term.isText()) {
            return IndexedColumn.of(term.asText());
        }
        Optional<String> column = term.text("name");
        Optional<String> expression = term.expression("expression");
        if (column.isPresent() == expression.isPresent()) {
            throw term.error("a column has either a 'name' or an 'expression'", null);
        }
        return new IndexedColumn(
                column.or(() -> expression).orElseThrow(),
                column.isPresent(),
                term.text("collate"),
                term.text("order").filter("DESC"::equals).isPresent());
    }
}
