/**
 * The version of a database's schema and what happens when it passes one: where the version is kept
 * ({@link dev.cairn.database.version.DatabaseSettings}), how two compare ({@link
 * dev.cairn.database.version.SchemaVersion}), and the changes of data that belong to a version
 * ({@link dev.cairn.database.version.DataMigrations}).
 */
@NullMarked
package dev.cairn.database.version;

import org.jspecify.annotations.NullMarked;
