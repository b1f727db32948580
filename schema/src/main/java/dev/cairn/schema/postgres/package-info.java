/**
 * PostgreSQL's rules. A schema is a {@link dev.cairn.schema.postgres.catalog.PostgresCatalog}:
 * objects with properties that the server itself wrote in its canonical form, and with what they
 * depend on. Two objects differ where a property differs; the plan is ordered by the dependencies.
 *
 * <p>Start at {@link dev.cairn.schema.postgres.PostgresDialect}.
 */
@NullMarked
package dev.cairn.schema.postgres;

import org.jspecify.annotations.NullMarked;
