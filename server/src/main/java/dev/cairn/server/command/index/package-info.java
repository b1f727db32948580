/**
 * The commands that fill an index and remove it: {@code index}, {@code watch} and {@code clean}.
 */
@NullMarked
package dev.cairn.server.command.index;

import org.jspecify.annotations.NullMarked;
