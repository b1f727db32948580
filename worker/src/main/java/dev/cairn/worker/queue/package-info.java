/**
 * The order in which sessions write. It knows neither SQL nor transactions: it lets one holder in
 * at a time, in the order of arrival, and puts work that waits together into groups.
 *
 * <p>Start at {@link dev.cairn.worker.queue.WriteQueue}.
 */
@NullMarked
package dev.cairn.worker.queue;

import org.jspecify.annotations.NullMarked;
