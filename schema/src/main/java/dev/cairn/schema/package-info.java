/**
 * The schema of a database as values. The packages below read and write them as SQL ({@code sql}),
 * make them in Java ({@code build}), compare ({@code compare}), plan ({@code plan}) and criticise
 * them ({@code lint}).
 *
 * <p>Start at {@link dev.cairn.schema.Schema}, which is what a database has, and {@link
 * dev.cairn.schema.SchemaDefinition}, which is what a program wants it to have. Nothing here reads
 * a file, opens a connection or asks the clock: the same input gives the same output on every
 * machine.
 */
@NullMarked
package dev.cairn.schema;

import org.jspecify.annotations.NullMarked;
