package dev.cairn.schema;

/**
 * A trigger.
 *
 * @param name the name
 * @param table the table or view it stands on
 * @param sql the CREATE TRIGGER statement
 */
public record Trigger(String name, String table, String sql) implements SchemaObject {}
