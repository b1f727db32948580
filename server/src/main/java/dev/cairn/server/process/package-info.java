/**
 * The processes of {@code cairn serve}: the server of a project, and the mains of the workers that
 * it keeps running.
 *
 * <p>Start at {@link dev.cairn.server.process.Server}, whose start-up is one method. {@link
 * dev.cairn.server.process.Door} is what a way in for clients implements.
 */
@NullMarked
package dev.cairn.server.process;

import org.jspecify.annotations.NullMarked;
