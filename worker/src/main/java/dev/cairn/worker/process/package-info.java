/**
 * The worker as a process: how it starts, listens, and stops.
 *
 * <p>Start at {@link dev.cairn.worker.process.DbWorkerProcess}.
 */
@NullMarked
package dev.cairn.worker.process;

import org.jspecify.annotations.NullMarked;
