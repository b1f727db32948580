package dev.cairn.schema.planner;

import dev.cairn.schema.Column;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Table;
import dev.cairn.schema.VirtualTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Gives names that nothing has, neither before a plan nor after it. */
final class FreeNames {

    private final Set<String> taken = new HashSet<>();

    FreeNames(Schema live, Schema declared) {
        Stream.of(live, declared).forEach(this::take);
    }

    private void take(Schema schema) {
        Stream.of(
                        schema.tables(),
                        schema.virtualTables(),
                        schema.indexes(),
                        schema.views(),
                        schema.triggers(),
                        schema.opaqueObjects())
                .<SchemaObject>flatMap(List::stream)
                .forEach(object -> taken.add(Identifier.key(object.name())));
        schema.tables().stream()
                .map(Table::columns)
                .flatMap(List::stream)
                .map(Column::name)
                .forEach(name -> taken.add(Identifier.key(name)));
        schema.virtualTables().stream()
                .map(VirtualTable::shadowTables)
                .flatMap(List::stream)
                .forEach(name -> taken.add(Identifier.key(name)));
    }

    /** Returns a free name for what will have, or had, the given one; the same name only once. */
    String like(String name) {
        String candidate = "cairn_new_" + name;
        for (int i = 2; !taken.add(Identifier.key(candidate)); i++) {
            candidate = "cairn_new" + i + "_" + name;
        }
        return candidate;
    }
}
