/**
 * Reads declared schemas from files: JSON and YAML in the structured form, and SQL.
 *
 * <p>Start at {@link dev.cairn.database.definition.DefinitionReader}. Whatever the form, the
 * objects are executed in an empty scratch database and read back, so that all forms mean the same
 * and SQLite itself has said that they are valid.
 */
@NullMarked
package dev.cairn.database.definition;

import org.jspecify.annotations.NullMarked;
