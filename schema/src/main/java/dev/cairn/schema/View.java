package dev.cairn.schema;

/**
 * A view.
 *
 * @param name the name
 * @param sql the CREATE VIEW statement
 */
public record View(String name, String sql) implements SchemaObject {}
