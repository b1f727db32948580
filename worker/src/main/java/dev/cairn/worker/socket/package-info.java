/**
 * Where a worker is found and who may speak to it: the paths of its socket and locks, the folder
 * they are in, and the user on the other end of a connection.
 *
 * <p>Start at {@link dev.cairn.worker.socket.WorkerAddress}.
 */
@NullMarked
package dev.cairn.worker.socket;

import org.jspecify.annotations.NullMarked;
