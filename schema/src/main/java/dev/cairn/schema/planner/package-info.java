/**
 * Orders what leads from the schema that a database has to the one that is declared. The steps
 * themselves are written by a {@link dev.cairn.schema.dialect.TableDialect}.
 *
 * <p>Start at {@link dev.cairn.schema.planner.SchemaPlanner}.
 */
@NullMarked
package dev.cairn.schema.planner;

import org.jspecify.annotations.NullMarked;
