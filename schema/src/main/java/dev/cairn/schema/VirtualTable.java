package dev.cairn.schema;

import java.util.List;

/**
 * A table that a module serves.
 *
 * @param name the name
 * @param module the module, for example {@code fts5}
 * @param arguments the module's arguments as written, in order
 * @param shadowTables the names of the tables in which the module keeps its data; empty in a schema
 *     that no database has read
 * @param sql the CREATE VIRTUAL TABLE statement
 */
public record VirtualTable(
        String name, String module, List<String> arguments, List<String> shadowTables, String sql)
        implements SchemaObject {

    public VirtualTable {
        arguments = List.copyOf(arguments);
        shadowTables = List.copyOf(shadowTables);
    }
}
