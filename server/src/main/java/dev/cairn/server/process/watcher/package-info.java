/**
 * The file watcher: a process that keeps the index up to date with the source trees.
 *
 * <p>Start at {@link dev.cairn.server.process.watcher.WatcherProcess}; the work is {@code
 * dev.cairn.index.watch}.
 */
@NullMarked
package dev.cairn.server.process.watcher;

import org.jspecify.annotations.NullMarked;
