package dev.cairn.schema.compare;

import dev.cairn.schema.EngineObject;
import dev.cairn.schema.Index;
import dev.cairn.schema.OpaqueObject;
import dev.cairn.schema.Schema;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.View;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.sqlite.text.CreateStatement;
import dev.cairn.schema.sqlite.text.SqlScript;
import java.util.ArrayList;
import java.util.List;

/** Makes schemas from scripts without a database. */
final class ParsedSchema {

    private ParsedSchema() {}

    static Schema of(String script) {
        List<Table> tables = new ArrayList<>();
        List<VirtualTable> virtualTables = new ArrayList<>();
        List<Index> indexes = new ArrayList<>();
        List<View> views = new ArrayList<>();
        List<Trigger> triggers = new ArrayList<>();
        for (SqlScript.Statement statement : SqlScript.split(script)) {
            switch (CreateStatement.parse(statement.text())) {
                case Table table -> tables.add(table);
                case VirtualTable table -> virtualTables.add(table);
                case Index index -> indexes.add(index);
                case View view -> views.add(view);
                case Trigger trigger -> triggers.add(trigger);
                case OpaqueObject opaque -> throw new AssertionError(opaque.reason());
                case EngineObject foreign -> throw new AssertionError(foreign.name());
            }
        }
        return new Schema(tables, virtualTables, indexes, views, triggers, List.of());
    }
}
