/**
 * How a SQLite database's structure is read, copied, checked and changed. Everything here works
 * through a connection or a driver that it is given and opens nothing.
 *
 * <p>Start at {@link dev.cairn.database.sqlite.schema.SqliteInspector}.
 */
@NullMarked
package dev.cairn.database.sqlite.schema;

import org.jspecify.annotations.NullMarked;
