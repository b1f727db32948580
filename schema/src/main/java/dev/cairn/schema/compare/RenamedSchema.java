package dev.cairn.schema.compare;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.PrimaryKey;
import dev.cairn.schema.Schema;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.UniqueConstraint;
import dev.cairn.schema.dialect.TableDialect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A schema in which tables and columns have their new names: wherever ALTER TABLE RENAME would put
 * them, except in the bodies of views and triggers, which are compared as they stand.
 */
final class RenamedSchema {

    private final Map<String, String> newTables = new HashMap<>();
    private final Map<String, Map<String, String>> newColumns = new HashMap<>();

    private final TableDialect dialect;

    RenamedSchema(Renames renames, TableDialect dialect) {
        this.dialect = dialect;
        renames.tables().forEach((key, live) -> newTables.put(Identifier.key(live), key));
        renames.columns()
                .forEach((tableKey, columns) -> {
                    String liveTable = renames.tables().getOrDefault(tableKey, tableKey);
                    Map<String, String> byLive = new HashMap<>();
                    columns.forEach((key, live) -> byLive.put(Identifier.key(live), key));
                    newColumns.put(Identifier.key(liveTable), byLive);
                });
    }

    Schema of(Schema live) {
        return new Schema(
                live.tables().stream().map(this::table).toList(),
                live.virtualTables(),
                live.indexes().stream().map(this::index).toList(),
                live.views(),
                live.triggers().stream().map(this::trigger).toList(),
                live.opaqueObjects());
    }

    private Table table(Table table) {
        Map<String, String> columns = columnsOf(table.name());
        return new Table(
                tableName(table.name()),
                table.columns().stream().map(column -> column(column, columns)).toList(),
                table.primaryKey().map(key -> primaryKey(key, columns)),
                table.uniqueConstraints().stream().map(one -> unique(one, columns)).toList(),
                table.checks().stream()
                        .map(check ->
                                new CheckConstraint(
                                        check.name(), expression(check.expression(), columns)))
                        .toList(),
                table.foreignKeys().stream().map(key -> foreignKey(key, columns)).toList(),
                table.options(),
                table.sql());
    }

    private Column column(Column column, Map<String, String> columns) {
        return new Column(
                name(column.name(), columns),
                column.type(),
                column.notNull(),
                column.defaultExpression(),
                column.collation(),
                column.generated()
                        .map(rule ->
                                new Column.Generated(
                                        expression(rule.expression(), columns), rule.stored())));
    }

    private PrimaryKey primaryKey(PrimaryKey key, Map<String, String> columns) {
        return new PrimaryKey(
                key.name(), terms(key.columns(), columns), key.autoincrement(), key.onConflict());
    }

    private UniqueConstraint unique(UniqueConstraint unique, Map<String, String> columns) {
        return new UniqueConstraint(
                unique.name(), terms(unique.columns(), columns), unique.onConflict());
    }

    private ForeignKey foreignKey(ForeignKey key, Map<String, String> columns) {
        Map<String, String> parentColumns = columnsOf(key.referencedTable());
        return new ForeignKey(
                key.name(),
                key.columns().stream().map(column -> name(column, columns)).toList(),
                tableName(key.referencedTable()),
                key.referencedColumns().stream()
                        .map(column -> name(column, parentColumns))
                        .toList(),
                key.onDelete(),
                key.onUpdate(),
                key.deferral());
    }

    private Index index(Index index) {
        Map<String, String> columns = columnsOf(index.table());
        return new Index(
                index.name(),
                tableName(index.table()),
                index.unique(),
                terms(index.columns(), columns),
                index.where().map(where -> expression(where, columns)),
                index.sql());
    }

    private Trigger trigger(Trigger trigger) {
        return new Trigger(trigger.name(), tableName(trigger.table()), trigger.sql());
    }

    private List<IndexedColumn> terms(List<IndexedColumn> terms, Map<String, String> columns) {
        return terms.stream()
                .map(term ->
                        new IndexedColumn(
                                term.isColumn()
                                        ? name(term.expression(), columns)
                                        : expression(term.expression(), columns),
                                term.isColumn(),
                                term.collation(),
                                term.descending()))
                .toList();
    }

    private String expression(String sql, Map<String, String> columns) {
        return columns.isEmpty() ? sql : dialect.withColumns(sql, columns);
    }

    private Map<String, String> columnsOf(String table) {
        return newColumns.getOrDefault(Identifier.key(table), Map.of());
    }

    private String tableName(String name) {
        return newTables.getOrDefault(Identifier.key(name), name);
    }

    private static String name(String name, Map<String, String> columns) {
        return columns.getOrDefault(Identifier.key(name), name);
    }
}
