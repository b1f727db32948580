/** The commands that change source files together with the index: {@code edit} and {@code undo}. */
@NullMarked
package dev.cairn.server.command.edit;

import org.jspecify.annotations.NullMarked;
