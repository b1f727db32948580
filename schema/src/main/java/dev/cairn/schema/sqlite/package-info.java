/**
 * What SQLite makes of a schema: which objects mean the same, which changes it makes in place, how
 * it rebuilds a table, what its rows must be asked. {@code text} reads its SQL, {@code lint} holds
 * its rules.
 *
 * <p>Start at {@link dev.cairn.schema.sqlite.SqliteDialect}.
 */
@NullMarked
package dev.cairn.schema.sqlite;

import org.jspecify.annotations.NullMarked;
