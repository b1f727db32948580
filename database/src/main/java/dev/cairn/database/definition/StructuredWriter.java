package dev.cairn.database.definition;

import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.Index;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.Table;
import dev.cairn.schema.VersionMigration;
import dev.cairn.schema.VersionMigration.Phase;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes a definition in the structured form, as plain maps and lists. */
final class StructuredWriter {

    private final SchemaDefinition definition;
    private final Schema schema;
    private final DefinitionHints hints;

    StructuredWriter(SchemaDefinition definition) {
        this.definition = definition;
        this.schema = definition.schema();
        this.hints = definition.hints();
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        if (!definition.version().isEmpty()) {
            document.put("version", definition.version());
        }
        document.put("tables", tables());
        putList(document, "indexes", schema.indexes().stream().map(this::index).toList());
        putList(
                document,
                "virtual_tables",
                schema.virtualTables().stream().map(this::virtualTable).toList());
        putList(
                document,
                "views",
                schema.views().stream().map(view -> named(view.name(), view.sql())).toList());
        putList(
                document,
                "triggers",
                schema.triggers().stream()
                        .map(trigger -> named(trigger.name(), trigger.sql()))
                        .toList());
        if (!definition.migrations().isEmpty()) {
            document.put("migration_methods", migrations());
        }
        return document;
    }

    private Map<String, Object> tables() {
        Map<String, Object> tables = new LinkedHashMap<>();
        for (Table table : schema.tables()) {
            tables.put(
                    table.name(),
                    new StructuredTableWriter(table, hints.table(table.name())).write());
        }
        return tables;
    }

    private Map<String, Object> index(Index index) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", index.name());
        map.put("table", index.table());
        map.put("columns", StructuredTableWriter.terms(index.columns()));
        if (index.unique()) {
            map.put("unique", true);
        }
        index.where().ifPresent(where -> map.put("where_clause", where));
        return map;
    }

    private Map<String, Object> virtualTable(VirtualTable table) {
        Map<String, Object> map = new LinkedHashMap<>();
        List<String> columns = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        for (String argument : table.arguments()) {
            Optional<Map.Entry<String, String>> option = option(table, argument);
            if (option.isEmpty() || options.containsKey(option.get().getKey())) {
                columns.add(argument);
            } else {
                options.put(option.get().getKey(), option.get().getValue());
            }
        }
        map.put("name", table.name());
        map.put("type", table.module());
        putList(map, "columns", columns);
        if (!options.isEmpty()) {
            map.put("options", options);
        }
        hints.virtualTable(table.name()).source().ifPresent(source -> map.put("source", source));
        return map;
    }

    /** Only of FTS5 it is known that quotes around an option's value do not count. */
    private static Optional<Map.Entry<String, String>> option(VirtualTable table, String argument) {
        List<SqlToken> tokens = SqlTokenizer.tokens(argument);
        boolean option =
                table.module().equalsIgnoreCase("fts5")
                        && tokens.size() == 3
                        && tokens.get(1).is("=");
        return option
                ? Optional.of(Map.entry(tokens.getFirst().text(), tokens.getLast().unquoted()))
                : Optional.empty();
    }

    private Map<String, List<Map<String, Object>>> migrations() {
        Map<String, List<Map<String, Object>>> byVersion = new LinkedHashMap<>();
        for (VersionMigration migration : definition.migrations()) {
            byVersion
                    .computeIfAbsent(migration.version(), version -> new ArrayList<>())
                    .add(migration(migration));
        }
        return byVersion;
    }

    private static Map<String, Object> migration(VersionMigration migration) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("phase", migration.phase() == Phase.BEFORE ? "before" : "after");
        putList(map, "statements", migration.statements());
        migration.method().ifPresent(method -> map.put("method", method));
        return map;
    }

    private static Map<String, Object> named(String name, String sql) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("sql", sql);
        return map;
    }

    static void putList(Map<String, Object> map, String key, List<?> list) {
        if (!list.isEmpty()) {
            map.put(key, list);
        }
    }
}
