package dev.cairn.database.definition;

import dev.cairn.schema.Column;
import dev.cairn.schema.EngineObject;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds what SQLite would accept or explain badly: names given twice, and references to what is not
 * declared.
 */
final class DeclaredCheck {

    private final Map<String, Table> tables = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private DeclaredCheck(List<Declared> objects) {
        for (Declared declared : objects) {
            if (declared.object() instanceof Table table) {
                tables.putIfAbsent(Identifier.key(table.name()), table);
            }
        }
    }

    /** Returns a line with its place for everything that is wrong. */
    static List<String> problems(List<Declared> objects) {
        DeclaredCheck check = new DeclaredCheck(objects);
        check.checkNames(objects);
        objects.forEach(check::check);
        return check.problems;
    }

    /** Triggers have names of their own; all else shares one set of names. */
    private void checkNames(List<Declared> objects) {
        Set<String> seen = new HashSet<>();
        for (Declared declared : objects) {
            SchemaObject object = declared.object();
            String space = object instanceof Trigger ? "trigger " : "";
            if (!seen.add(space + Identifier.key(object.name()))) {
                problems.add(
                        declared.place() + ": the name '" + object.name() + "' is declared twice");
            }
        }
    }

    private void check(Declared declared) {
        switch (declared.object()) {
            case Table table -> checkTable(table, declared.place());
            case Index index -> checkIndex(index, declared.place());
            case VirtualTable table -> {}
            case View view -> {}
            case Trigger trigger -> {}
            case OpaqueObject opaque -> {}
            case EngineObject object -> {}
        }
    }

    private void checkTable(Table table, String place) {
        Set<String> seen = new HashSet<>();
        for (Column column : table.columns()) {
            if (!seen.add(Identifier.key(column.name()))) {
                problems.add(place + ": the column '" + column.name() + "' is declared twice");
            }
        }
        Stream.concat(
                        table.primaryKey().stream().flatMap(key -> key.columns().stream()),
                        table.uniqueConstraints().stream()
                                .flatMap(unique -> unique.columns().stream()))
                .filter(IndexedColumn::isColumn)
                .forEach(term -> requireColumn(table, term.expression(), place));
        table.foreignKeys().stream()
                .flatMap(key -> key.columns().stream())
                .forEach(column -> requireColumn(table, column, place));
    }

    private void checkIndex(Index index, String place) {
        requireTable(index.table(), "an index", place)
                .ifPresent(table ->
                        index.columns().stream()
                                .filter(IndexedColumn::isColumn)
                                .forEach(term -> requireColumn(table, term.expression(), place)));
    }

    private Optional<Table> requireTable(String name, String who, String place) {
        Optional<Table> table = Optional.ofNullable(tables.get(Identifier.key(name)));
        if (table.isEmpty()) {
            problems.add(
                    place + ": " + who + " refers to '" + name + "', which is no declared table");
        }
        return table;
    }

    private void requireColumn(Table table, String column, String place) {
        if (table.column(column).isEmpty()) {
            problems.add(
                    place + ": the table '" + table.name() + "' has no column '" + column + "'");
        }
    }
}
