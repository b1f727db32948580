package dev.cairn.schema;

/**
 * An object of a live database that could not be understood. It is left as it is, and stands in the
 * way only of changes that touch it.
 *
 * @param name the name
 * @param type the kind that the database gives it: {@code table}, {@code index}, {@code view} or
 *     {@code trigger}
 * @param table the table it belongs to; its own name if it is a table or a view
 * @param sql the text that the database keeps, empty if it keeps none
 * @param reason why it was not understood, for people
 */
public record OpaqueObject(String name, String type, String table, String sql, String reason)
        implements SchemaObject {}
