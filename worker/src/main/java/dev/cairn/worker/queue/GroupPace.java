package dev.cairn.worker.queue;

/**
 * How many writes a group is expected to have, by those before it, and how long it is worth waiting
 * for them. Whoever leads a group notes it; those who come in the meantime only ask.
 */
final class GroupPace {

    private final int bound;
    private final long longestWaitNanos;
    private volatile int last;
    private volatile int beforeLast;
    private volatile long lastNanos;

    /**
     * Begins without any experience: nothing is waited for.
     *
     * @param bound the most writes of a group
     * @param longestWaitNanos the longest wait for a group
     */
    GroupPace(int bound, long longestWaitNanos) {
        this.bound = bound;
        this.longestWaitNanos = longestWaitNanos;
    }

    /** Notes how many writes a group had, and how long they took together. */
    void note(int size, long nanos) {
        beforeLast = last;
        last = size;
        lastNanos = nanos;
    }

    /** Returns for how many writes it is worth waiting. */
    int expected() {
        return Math.min(bound, Math.max(last, beforeLast));
    }

    /** Returns how long: not more than is won by doing the work once instead of twice. */
    long patienceNanos() {
        return Math.min(longestWaitNanos, lastNanos / 2);
    }
}
