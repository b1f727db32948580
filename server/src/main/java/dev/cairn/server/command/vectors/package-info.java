/** The commands about vectors, whose work is done by an optional module. */
@NullMarked
package dev.cairn.server.command.vectors;

import org.jspecify.annotations.NullMarked;
