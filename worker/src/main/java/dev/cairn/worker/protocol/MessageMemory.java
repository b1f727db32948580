package dev.cairn.worker.protocol;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;

/**
 * The memory that long messages of all connections of a process may take together. A message is
 * counted as it grows, so that one that was only announced takes nothing; short ones are not
 * counted.
 */
public final class MessageMemory {

    /** A connection has so much in any case. */
    static final int UNCOUNTED_BYTES = 256 << 10;

    /** No bound, for a process with few connections. */
    static final MessageMemory UNBOUNDED = new MessageMemory(Long.MAX_VALUE);

    private static final long LONGEST_WAIT_MILLIS = 2_000;

    private final long bound;
    private long taken;

    /**
     * Makes a bound for one process.
     *
     * @param bound the most bytes
     */
    public MessageMemory(long bound) {
        this.bound = bound;
    }

    /**
     * Takes memory, and waits for a moment while others have it.
     *
     * @throws DatabaseException with OVERLOADED if there is not enough
     */
    synchronized void take(long bytes) {
        long deadline = System.nanoTime() + LONGEST_WAIT_MILLIS * 1_000_000;
        while (bytes > bound - taken) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new DatabaseException(
                        DatabaseErrorCode.OVERLOADED,
                        "the long messages of all clients take %d bytes, and %d more are over the limit of %d; try again, or send and ask for less at once"
                                .formatted(taken, bytes, bound));
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DatabaseException(DatabaseErrorCode.CANCELLED, "interrupted", e);
            }
        }
        taken += bytes;
    }

    synchronized void giveBack(long bytes) {
        if (bytes > 0) {
            taken -= bytes;
            notifyAll();
        }
    }

    /** Returns whether so much is taken that others may not get what they need. */
    public synchronized boolean isShort() {
        return taken > bound / 2;
    }

    /** Returns how much is taken. */
    synchronized long taken() {
        return taken;
    }
}
