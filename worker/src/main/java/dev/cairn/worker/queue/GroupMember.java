package dev.cairn.worker.queue;

import org.jspecify.annotations.Nullable;

/**
 * A writer that the group's thread serves: this thread sends the outcome of the work and checks for
 * the next piece while the writer's own thread sleeps. Waking a thread takes longer than a short
 * write, so a client that keeps sending writes is served without its own thread.
 *
 * <p>Its own thread and the thread of the groups never use it at the same time.
 *
 * @param <U> a piece of work
 */
public abstract class GroupMember<U> {

    /** What came of looking for more work. */
    public enum Next {
        NOTHING_YET,
        /** The ticket of more work was given to {@link #bring}. */
        WORK,
        /** It wants its own thread back. */
        LEAVES
    }

    private static final int MOST_SKIPPED = 64;

    volatile @Nullable Thread thread;
    volatile long waitNanos;
    volatile boolean served;
    volatile @Nullable WriteTicket<U> ticket;
    private int toSkip;
    private int skipped;

    /** Makes a writer that is not served yet. */
    protected GroupMember() {}

    /**
     * Reports the outcome of the work. Does not wait and throws nothing.
     *
     * @return whether it may be asked for more
     */
    protected abstract boolean answer();

    /** Returns the next work if it has arrived. Does not wait and throws nothing. */
    protected abstract Next next();

    /** Gives the ticket of its next work. */
    protected final void bring(WriteTicket<U> next) {
        ticket = next;
    }

    /** Returns whether it is worth looking: the less the more often it did not come back. */
    boolean isExpected() {
        return skipped++ >= toSkip;
    }

    void noteCameBack() {
        toSkip = 0;
        skipped = 0;
    }

    void noteStayedAway() {
        toSkip = Math.min(MOST_SKIPPED, 2 * toSkip + 1);
        skipped = 0;
    }
}
