package dev.cairn.schema.postgres.catalog;

import dev.cairn.schema.Column;
import dev.cairn.schema.ConflictAction;
import dev.cairn.schema.EngineObject;
import dev.cairn.schema.EngineOptions;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.PrimaryKey;
import dev.cairn.schema.Schema;
import dev.cairn.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A catalog as people read it: plain tables, and a statement for each other object. */
public final class ReadableSchema {

    private final PostgresCatalog catalog;
    private final Function<PostgresObject, List<String>> statements;

    private ReadableSchema(
            PostgresCatalog catalog, Function<PostgresObject, List<String>> statements) {
        this.catalog = catalog;
        this.statements = statements;
    }

    /** An object other than a table. */
    private record Other(ObjectKind kind, String name, String sql, String fingerprint)
            implements EngineObject {}

    /**
     * Returns it.
     *
     * @param statements gives the statements that make an object
     */
    public static Schema of(
            Schema schema,
            PostgresCatalog catalog,
            Function<PostgresObject, List<String>> statements) {
        ReadableSchema readable = new ReadableSchema(catalog, statements);
        return new Schema(
                catalog.objects().stream()
                        .filter(object -> object.kind() == ObjectKind.TABLE)
                        .map(readable::table)
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                schema.opaqueObjects(),
                catalog.objects().stream()
                        .filter(ReadableSchema::standsAlone)
                        .map(readable::other)
                        .toList());
    }

    private static boolean standsAlone(PostgresObject object) {
        boolean ofTable = object.kind() == ObjectKind.COLUMN || object.kind().isConstraint();
        boolean given =
                object.kind() == ObjectKind.NAMESPACE && object.id().name().equals("public");
        return object.kind() != ObjectKind.TABLE && !ofTable && !given;
    }

    private String sql(PostgresObject object) {
        return String.join(";\n", statements.apply(object));
    }

    private EngineObject other(PostgresObject object) {
        return new Other(object.kind(), object.id().path(), sql(object), object.fingerprint());
    }

    private Table table(PostgresObject table) {
        List<String> key = catalog.keyColumns(table.id());
        StringBuilder sql = new StringBuilder(sql(table));
        catalog.parts(table.id()).stream()
                .filter(part -> part.kind().isConstraint())
                .forEach(part -> sql.append(";\n").append(sql(part)));
        return new Table(
                table.id().path(),
                catalog.parts(table.id(), ObjectKind.COLUMN).stream()
                        .map(ReadableSchema::column)
                        .toList(),
                key.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new PrimaryKey(
                                        Optional.empty(),
                                        key.stream()
                                                .map(ReadableSchema::plain)
                                                .map(IndexedColumn::of)
                                                .toList(),
                                        false,
                                        ConflictAction.ABORT)),
                List.of(),
                List.of(),
                catalog.parts(table.id(), ObjectKind.FOREIGN_KEY).stream()
                        .map(this::foreignKey)
                        .toList(),
                new EngineOptions.None(),
                sql.toString());
    }

    private static Column column(PostgresObject column) {
        return new Column(
                column.id().name(),
                column.get(Property.TYPE).orElse(""),
                column.has(Property.NOT_NULL)
                        ? Optional.of(new Column.NotNull(Optional.empty(), ConflictAction.ABORT))
                        : Optional.empty(),
                column.get(Property.DEFAULT),
                Optional.empty(),
                Optional.empty());
    }

    private ForeignKey foreignKey(PostgresObject key) {
        String reference = key.get(Property.REFERENCE).orElse("");
        return new ForeignKey(
                Optional.of(key.id().name()),
                key.list(Property.COLUMNS).stream().map(ReadableSchema::plain).toList(),
                catalog.qualified(ObjectKind.TABLE, reference)
                        .map(table -> table.id().path())
                        .orElse(reference),
                key.list(Property.REFERENCED_COLUMNS).stream().map(ReadableSchema::plain).toList(),
                ForeignKey.Action.NO_ACTION,
                ForeignKey.Action.NO_ACTION,
                ForeignKey.Deferral.IMMEDIATE);
    }

    private static String plain(String quoted) {
        return quoted.startsWith("\"") && quoted.endsWith("\"") && quoted.length() > 1
                ? quoted.substring(1, quoted.length() - 1).replace("\"\"", "\"")
                : quoted;
    }
}
