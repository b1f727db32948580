/**
 * Follows the changes of source trees: events of the file system become changed paths, changed
 * paths become one update when the tree is quiet, and a scan finds what events missed.
 *
 * <p>Start at {@link dev.cairn.index.watch.FileWatcher}.
 */
@NullMarked
package dev.cairn.index.watch;

import org.jspecify.annotations.NullMarked;
