package dev.cairn.schema.sqlite.lint;

import static java.util.stream.Collectors.groupingBy;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.Schema;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.View;
import dev.cairn.schema.VirtualTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A schema with its objects by name, so that a rule for each object stays fast. */
final class Catalog {

    private final Schema schema;
    private final Map<String, Table> tables = new HashMap<>();
    private final Map<String, VirtualTable> virtualTables = new HashMap<>();
    private final Map<String, View> views = new HashMap<>();
    private final Map<String, List<Index>> indexes;
    private final Map<String, List<Trigger>> triggers;
    private final Map<String, List<TableKey>> keys = new HashMap<>();

    Catalog(Schema schema) {
        this.schema = schema;
        schema.tables().forEach(table -> tables.put(Identifier.key(table.name()), table));
        schema.virtualTables()
                .forEach(table -> virtualTables.put(Identifier.key(table.name()), table));
        schema.views().forEach(view -> views.put(Identifier.key(view.name()), view));
        indexes =
                schema.indexes().stream()
                        .collect(groupingBy(index -> Identifier.key(index.table())));
        triggers =
                schema.triggers().stream()
                        .collect(groupingBy(trigger -> Identifier.key(trigger.table())));
    }

    Schema schema() {
        return schema;
    }

    Optional<Table> table(String name) {
        return Optional.ofNullable(tables.get(Identifier.key(name)));
    }

    Optional<VirtualTable> virtualTable(String name) {
        return Optional.ofNullable(virtualTables.get(Identifier.key(name)));
    }

    Optional<View> view(String name) {
        return Optional.ofNullable(views.get(Identifier.key(name)));
    }

    /** Returns everything by which rows of a table are found, constraints first. */
    List<TableKey> keys(Table table) {
        String key = Identifier.key(table.name());
        return keys.computeIfAbsent(
                key, name -> TableKey.of(table, indexes.getOrDefault(name, List.of())));
    }

    List<Trigger> triggersOn(String tableOrView) {
        return triggers.getOrDefault(Identifier.key(tableOrView), List.of());
    }
}
