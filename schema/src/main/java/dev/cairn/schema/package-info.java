/**
 * The schema of a database as values, and the functions that work on them: compare and plan.
 *
 * <p>Start at {@link dev.cairn.schema.Schema}, which is what a database has, and {@link
 * dev.cairn.schema.SchemaDefinition}, which is what a program wants it to have. Nothing here reads
 * a file, opens a connection or asks the clock: the same input gives the same output on every
 * machine.
 */
@NullMarked
package dev.cairn.schema;

import org.jspecify.annotations.NullMarked;
