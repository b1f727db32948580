package dev.cairn.schema;

import java.util.Optional;

/**
 * The name of an object, or of a part of a table.
 *
 * @param kind what it names
 * @param name the object, or the table of a part
 * @param member the column, if one is named
 */
public record ObjectName(ObjectKind kind, String name, Optional<String> member) {

    /** Returns the name of an object, or of a part of a table that has no column. */
    public static ObjectName of(ObjectKind kind, String name) {
        return new ObjectName(kind, name, Optional.empty());
    }

    /** Returns the name of a column, or of a part of one. */
    public static ObjectName of(ObjectKind kind, String table, String column) {
        return new ObjectName(kind, table, Optional.of(column));
    }

    /** Returns {@code table} or {@code table.column}. */
    public String path() {
        return member.map(column -> name + "." + column).orElse(name);
    }
}
