/**
 * The commands that read, compare, change and check the schema of a database: {@code cairn schema}
 * and {@code cairn history}.
 */
@NullMarked
package dev.cairn.server.command.schema;

import org.jspecify.annotations.NullMarked;
