package dev.cairn.database.definition;

import static java.util.stream.Collectors.joining;

import dev.cairn.schema.Column;
import dev.cairn.schema.DefinitionHints.ColumnHints;
import dev.cairn.schema.DefinitionHints.TableHints;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Table;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.sqlite.SqliteRendering;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes a definition as SQL: the statements as they were given, or rendered with the hints as
 * comments where a table has hints. Migrations have no place in SQL and are left out.
 */
final class SqlWriter {

    private final SchemaDefinition definition;
    private final StringBuilder text = new StringBuilder();

    SqlWriter(SchemaDefinition definition) {
        this.definition = definition;
    }

    String text() {
        if (!definition.version().isEmpty()) {
            text.append(hint("version", definition.version())).append("\n\n");
        }
        definition.schema().tables().forEach(this::addTable);
        definition.schema().virtualTables().forEach(this::addVirtualTable);
        List.of(
                        definition.schema().indexes(),
                        definition.schema().views(),
                        definition.schema().triggers())
                .forEach(objects -> objects.forEach(this::add));
        return text.toString();
    }

    private void addTable(Table table) {
        TableHints hints = definition.hints().table(table.name());
        if (hints.equals(TableHints.NONE)) {
            add(table);
            return;
        }
        hints.renamedFrom()
                .ifPresent(former ->
                        text.append(hint("renamed_from", Identifier.quote(former))).append('\n'));
        add(SqliteRendering.INSTANCE.table(table, column -> lead(hints, column)));
    }

    private static String lead(TableHints hints, Column column) {
        ColumnHints hint = hints.column(column.name());
        return Stream.of(
                        hint.renamedFrom()
                                .map(name -> hint("renamed_from", Identifier.quote(name))),
                        hint.backfill().map(sql -> hint("backfill", sql)),
                        hint.using().map(sql -> hint("using", sql)))
                .flatMap(Optional::stream)
                .map(comment -> comment + "\n    ")
                .collect(joining());
    }

    private void addVirtualTable(VirtualTable table) {
        definition
                .hints()
                .virtualTable(table.name())
                .source()
                .ifPresent(source -> text.append(hint("source", source)).append('\n'));
        add(table);
    }

    private void add(SchemaObject object) {
        add(object.sql().isBlank() ? SqliteRendering.INSTANCE.render(object) : object.sql());
    }

    /** A comment at the end of the statement must not swallow its semicolon. */
    private void add(String sql) {
        boolean endsInComment = sql.lastIndexOf("--") > sql.lastIndexOf('\n');
        text.append(sql).append(endsInComment ? "\n;\n\n" : ";\n\n");
    }

    private static String hint(String key, String value) {
        return "-- cairn: " + key + "=" + value.replaceAll("\\s*\\R\\s*", " ");
    }
}
