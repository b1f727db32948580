/**
 * The worker's side of a conversation: sessions, their transactions and cursors, what they may run,
 * and the thread that watches over them.
 *
 * <p>Start at {@link dev.cairn.worker.session.Session}, which reads requests and answers them.
 */
@NullMarked
package dev.cairn.worker.session;

import org.jspecify.annotations.NullMarked;
