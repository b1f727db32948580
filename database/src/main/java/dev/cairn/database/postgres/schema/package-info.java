/**
 * What a PostgreSQL database has, by the server's catalogs, and where changes are tried out: the
 * inspector, scratch databases, the transaction that changes the structure.
 *
 * <p>Start at {@link dev.cairn.database.postgres.schema.PostgresInspector}.
 */
@NullMarked
package dev.cairn.database.postgres.schema;

import org.jspecify.annotations.NullMarked;
