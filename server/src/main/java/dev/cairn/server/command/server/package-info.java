/**
 * The commands that start, watch and stop processes: {@code serve}, {@code mcp}, {@code workers},
 * {@code status} and {@code stop}.
 */
@NullMarked
package dev.cairn.server.command.server;

import org.jspecify.annotations.NullMarked;
