/**
 * The start of a worker's process: its command line, the files with its parameters, and the lock
 * that admits one starter at a time.
 *
 * <p>Start at {@link dev.cairn.worker.launch.WorkerLauncher}. This package knows how a process is
 * started and ended, not when: that is decided by {@code dev.cairn.worker.manager}.
 */
@NullMarked
package dev.cairn.worker.launch;

import org.jspecify.annotations.NullMarked;
