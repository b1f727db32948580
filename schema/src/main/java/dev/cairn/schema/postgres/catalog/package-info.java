/**
 * The objects of a PostgreSQL database as values: what identifies them, their properties in the
 * server's canonical form, and what they depend on.
 *
 * <p>Start at {@link dev.cairn.schema.postgres.catalog.PostgresObject}.
 */
@NullMarked
package dev.cairn.schema.postgres.catalog;

import org.jspecify.annotations.NullMarked;
