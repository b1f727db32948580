/**
 * What goes over the socket: frames, the values in them, and the messages that they carry,
 * documented to the byte in {@code docs/worker-protocol.md}.
 *
 * <p>Start at {@link dev.cairn.worker.protocol.Request} and {@link
 * dev.cairn.worker.protocol.Response}, which together are the whole vocabulary, and at {@link
 * dev.cairn.worker.protocol.FrameChannel}, which reads and writes it. Nothing here knows SQL or
 * what a transaction is for.
 */
@NullMarked
package dev.cairn.worker.protocol;

import org.jspecify.annotations.NullMarked;
