/**
 * The order of commits: what a write is, how writes that wait together become one transaction, and
 * the keys by which a client learns whether its commit took place.
 *
 * <p>Start at {@link dev.cairn.worker.write.GroupCommit}.
 */
@NullMarked
package dev.cairn.worker.write;

import org.jspecify.annotations.NullMarked;
