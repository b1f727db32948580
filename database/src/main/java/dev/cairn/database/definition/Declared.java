package dev.cairn.database.definition;

import dev.cairn.schema.SchemaObject;

/**
 * A declared object before SQLite has seen it.
 *
 * @param object the object
 * @param place file, line and path, for messages
 */
record Declared(SchemaObject object, String place) {}
