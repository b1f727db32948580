/**
 * Everything that touches a database in this process.
 *
 * <p>Start at {@link dev.cairn.database.CodeDatabase}, the only door, and at {@link
 * dev.cairn.database.DatabaseDriver}, which is one conversation with a database and what every
 * engine, and the worker's proxy, implements.
 */
@NullMarked
package dev.cairn.database;

import org.jspecify.annotations.NullMarked;
