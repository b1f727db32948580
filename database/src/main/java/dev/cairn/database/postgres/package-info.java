/**
 * PostgreSQL. Start at {@link dev.cairn.database.postgres.PostgresDriver}: a conversation that
 * takes a connection of {@link dev.cairn.database.postgres.PostgresPool} for as long as a
 * transaction or a statement needs it.
 */
@NullMarked
package dev.cairn.database.postgres;

import org.jspecify.annotations.NullMarked;
