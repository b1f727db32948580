/** The commands for versioned migrations: {@code cairn migrate}. */
@NullMarked
package dev.cairn.server.command.migrate;

import org.jspecify.annotations.NullMarked;
