package dev.cairn.database.sqlite.schema;

/**
 * A row of sqlite_schema (https://www.sqlite.org/schematab.html).
 *
 * @param type table, index, view or trigger
 * @param name the object's name
 * @param table the table it belongs to
 * @param sql the text that SQLite keeps
 */
record StoredObject(String type, String name, String table, String sql) {}
