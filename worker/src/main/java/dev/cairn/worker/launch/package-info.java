/**
 * The start of a worker's process: its command line, the files through which it is told what to do,
 * and the lock that lets one starter in at a time.
 *
 * <p>Start at {@link dev.cairn.worker.launch.WorkerLauncher}. This package knows how a process is
 * started and ended, not when: that is decided by {@code dev.cairn.worker.manager}.
 */
@NullMarked
package dev.cairn.worker.launch;

import org.jspecify.annotations.NullMarked;
