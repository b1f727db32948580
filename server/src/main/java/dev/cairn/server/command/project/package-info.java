/** The commands about what an index holds: {@code project}, {@code tag} and {@code coverage}. */
@NullMarked
package dev.cairn.server.command.project;

import org.jspecify.annotations.NullMarked;
