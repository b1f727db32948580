/**
 * The workers of a program that runs for long: started in order, watched, restarted, and stopped in
 * the reverse order.
 *
 * <p>Start at {@link dev.cairn.worker.supervision.WorkerManager}. {@link
 * dev.cairn.worker.supervision.ManagedWorker} is what a kind of worker implements; {@link
 * dev.cairn.worker.supervision.ParentLink} is the worker's end of the pipes to its parent.
 */
@NullMarked
package dev.cairn.worker.supervision;

import org.jspecify.annotations.NullMarked;
