package dev.cairn.worker.queue;

import dev.cairn.database.DatabaseException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One wish to write: to do a piece of work, or to hold the write lock for a while. It is used once.
 *
 * @param <U> a piece of work
 */
public final class WriteTicket<U> {

    enum State {
        NEW,
        WAITING,
        /** Has the write lock until it gives it up. */
        HOLDING,
        /** Has the write lock to carry out its group. */
        LEADING,
        /** Its work was carried out. */
        DONE,
        /** Was taken out of the queue. */
        WITHDRAWN
    }

    private final String owner;
    private volatile Supplier<String> activity;
    private final @Nullable U work;
    final Thread thread = Thread.currentThread();
    volatile State state = State.NEW;
    volatile long grantedAt;
    volatile @Nullable DatabaseException refusal;

    /** Whose threads it wakes when it is done. */
    volatile List<WriteTicket<U>> followers = List.of();

    private WriteTicket(String owner, Supplier<String> activity, @Nullable U work) {
        this.owner = owner;
        this.activity = activity;
        this.work = work;
    }

    /**
     * Makes a ticket of the current thread for one piece of work.
     *
     * @param owner who it is, for people
     * @param activity says what it does, for people
     */
    public static <U> WriteTicket<U> forWork(String owner, Supplier<String> activity, U work) {
        return new WriteTicket<>(owner, activity, work);
    }

    /**
     * Makes a ticket of the current thread to hold the write lock.
     *
     * @param owner who it is, for people
     * @param activity says what it does, for people
     */
    public static <U> WriteTicket<U> toHold(String owner, Supplier<String> activity) {
        return new WriteTicket<>(owner, activity, null);
    }

    void wakeFollowers() {
        for (WriteTicket<U> follower : followers) {
            LockSupport.unpark(follower.thread);
        }
    }

    /** Returns the piece of work; null for a ticket to hold. */
    @Nullable U work() {
        return work;
    }

    /** Says what its holder does now, for people. */
    public void describe(Supplier<String> newActivity) {
        activity = newActivity;
    }

    /** Returns who has it, for how long and with what. */
    String holderText(long now) {
        return "%s for %d ms with %s"
                .formatted(owner, Math.max(0, now - grantedAt) / 1_000_000, activity.get());
    }
}
