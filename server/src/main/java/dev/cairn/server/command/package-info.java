/**
 * The commands: each a class that reads its options, calls the library, and hands what came out to
 * {@link dev.cairn.server.output.Output}.
 *
 * <p>Start at {@link dev.cairn.server.command.CairnProgram}, which knows them all and turns what
 * happened into an {@link dev.cairn.server.command.ExitCode}.
 */
@NullMarked
package dev.cairn.server.command;

import org.jspecify.annotations.NullMarked;
