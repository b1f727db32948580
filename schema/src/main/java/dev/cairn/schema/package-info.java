/**
 * The schema of a database as values of any engine. The packages below compare two of them ({@code
 * compare}), order the steps between them ({@code planner}) into a plan ({@code plan}), criticise
 * them ({@code lint}) and declare them in Java ({@code build}). What one engine does in its own way
 * is behind a {@code dialect}; {@code sqlite} is one.
 *
 * <p>Start at {@link dev.cairn.schema.Schema}, which is what a database has, and {@link
 * dev.cairn.schema.SchemaDefinition}, which is what a program wants it to have. Nothing here reads
 * a file, opens a connection or asks the clock: the same input gives the same output on every
 * machine.
 */
@NullMarked
package dev.cairn.schema;

import org.jspecify.annotations.NullMarked;
