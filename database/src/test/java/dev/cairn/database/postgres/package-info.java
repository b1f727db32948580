/**
 * PostgreSQL servers that tests start, and tests of the driver. Begin with {@link
 * dev.cairn.database.postgres.PostgresServer}.
 */
@NullMarked
package dev.cairn.database.postgres;

import org.jspecify.annotations.NullMarked;
