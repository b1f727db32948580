package dev.cairn.database.postgres.schema;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.EngineObject;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.OpaqueObject;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.View;
import dev.cairn.schema.VirtualTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes tables and indexes of the structured form as PostgreSQL's SQL. */
final class PostgresRendering {

    private PostgresRendering() {}

    static String render(SchemaObject object) {
        return switch (object) {
            case Table table -> table(table);
            case Index index -> index(index);
            case View view -> view.sql();
            case Trigger trigger -> trigger.sql();
            case VirtualTable table -> table.sql();
            case OpaqueObject opaque -> opaque.sql();
            case EngineObject own -> own.sql();
        };
    }

    private static String name(String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? Identifier.quote(name)
                : Identifier.quote(name.substring(0, dot))
                        + "."
                        + Identifier.quote(name.substring(dot + 1));
    }

    private static String table(Table table) {
        List<String> parts = new ArrayList<>();
        table.columns().forEach(column -> parts.add(column(column)));
        table.primaryKey()
                .ifPresent(key ->
                        parts.add(
                                named(key.name()) + "PRIMARY KEY (" + terms(key.columns()) + ")"));
        table.uniqueConstraints()
                .forEach(unique ->
                        parts.add(
                                named(unique.name()) + "UNIQUE (" + terms(unique.columns()) + ")"));
        table.checks().forEach(check -> parts.add(check(check)));
        table.foreignKeys().forEach(key -> parts.add(foreignKey(key)));
        return "CREATE TABLE "
                + name(table.name())
                + parts.stream().collect(Collectors.joining(",\n    ", " (\n    ", "\n)"));
    }

    private static String named(Optional<String> name) {
        return name.map(text -> "CONSTRAINT " + Identifier.quote(text) + " ").orElse("");
    }

    private static String check(CheckConstraint check) {
        return named(check.name()) + "CHECK (" + check.expression() + ")";
    }

    private static String column(Column column) {
        return Identifier.quote(column.name())
                + " "
                + column.type()
                + column.collation().map(name -> " COLLATE " + Identifier.quote(name)).orElse("")
                + column.generated()
                        .map(rule -> " GENERATED ALWAYS AS (" + rule.expression() + ") STORED")
                        .orElse("")
                + column.defaultExpression().map(value -> " DEFAULT (" + value + ")").orElse("")
                + (column.notNull().isPresent() ? " NOT NULL" : "");
    }

    private static String terms(List<IndexedColumn> terms) {
        return terms.stream().map(PostgresRendering::term).collect(Collectors.joining(", "));
    }

    private static String term(IndexedColumn term) {
        String text =
                term.isColumn()
                        ? Identifier.quote(term.expression())
                        : "(" + term.expression() + ")";
        return text
                + term.collation().map(name -> " COLLATE " + Identifier.quote(name)).orElse("")
                + (term.descending() ? " DESC" : "");
    }

    private static String columns(List<String> names) {
        return names.stream().map(Identifier::quote).collect(Collectors.joining(", "));
    }

    private static String foreignKey(ForeignKey key) {
        return named(key.name())
                + "FOREIGN KEY ("
                + columns(key.columns())
                + ") REFERENCES "
                + name(key.referencedTable())
                + (key.referencedColumns().isEmpty()
                        ? ""
                        : " (" + columns(key.referencedColumns()) + ")")
                + " ON UPDATE "
                + key.onUpdate().name().replace('_', ' ')
                + " ON DELETE "
                + key.onDelete().name().replace('_', ' ')
                + (key.deferral() == ForeignKey.Deferral.DEFERRED
                        ? " DEFERRABLE INITIALLY DEFERRED"
                        : "");
    }

    private static String index(Index index) {
        return "CREATE "
                + (index.unique() ? "UNIQUE " : "")
                + "INDEX "
                + Identifier.quote(index.name())
                + " ON "
                + name(index.table())
                + " ("
                + terms(index.columns())
                + ")"
                + index.where().map(condition -> " WHERE " + condition).orElse("");
    }
}
