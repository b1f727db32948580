/**
 * The client's side of a conversation with a worker.
 *
 * <p>Start at {@link dev.cairn.worker.proxy.SqliteDriverProxy}, which does over the socket what a
 * driver in the same process does.
 */
@NullMarked
package dev.cairn.worker.proxy;

import org.jspecify.annotations.NullMarked;
