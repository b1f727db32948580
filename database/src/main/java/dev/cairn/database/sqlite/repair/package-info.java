/**
 * What aborted changes leave behind in a SQLite database, and the statements that repair it.
 *
 * <p>Start at {@link dev.cairn.database.sqlite.repair.SqliteRepairs}.
 */
@NullMarked
package dev.cairn.database.sqlite.repair;

import org.jspecify.annotations.NullMarked;
