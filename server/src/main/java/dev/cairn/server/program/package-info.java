/**
 * The program: it reads the command line, runs one command, and turns what happened into an {@link
 * dev.cairn.server.command.ExitCode}.
 *
 * <p>Start at {@link dev.cairn.server.program.CairnProgram}. {@link
 * dev.cairn.server.program.CommandTree} knows all commands.
 */
@NullMarked
package dev.cairn.server.program;

import org.jspecify.annotations.NullMarked;
