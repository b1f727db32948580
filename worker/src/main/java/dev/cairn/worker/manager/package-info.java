/**
 * Starting, finding, watching and stopping workers.
 *
 * <p>Start at {@link dev.cairn.worker.manager.DbWorkerManager}, which sees to it that a database
 * has its worker.
 */
@NullMarked
package dev.cairn.worker.manager;

import org.jspecify.annotations.NullMarked;
