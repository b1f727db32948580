package dev.cairn.worker.queue;

import dev.cairn.database.DatabaseException;
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
        /** Has the write lock to carry out its work, and that of others behind it. */
        LEADING,
        /** Its work was carried out. */
        DONE,
        /** Was taken out of the queue. */
        WITHDRAWN
    }

    private final String owner;
    private volatile Supplier<String> activity;
    private final @Nullable U work;
    private final @Nullable GroupMember<U> member;
    private final Thread creator = Thread.currentThread();
    private WriteWeight weight = WriteWeight.INTERACTIVE;
    volatile State state = State.NEW;
    volatile long enteredAt;
    volatile long waitNanos;
    volatile long grantedAt;
    volatile @Nullable DatabaseException refusal;

    private WriteTicket(
            String owner,
            Supplier<String> activity,
            @Nullable U work,
            @Nullable GroupMember<U> member) {
        this.owner = owner;
        this.activity = activity;
        this.work = work;
        this.member = member;
    }

    /**
     * Makes a ticket of the current thread for one piece of work.
     *
     * @param owner its description, for people
     * @param activity says what it does, for people
     */
    public static <U> WriteTicket<U> forWork(String owner, Supplier<String> activity, U work) {
        return new WriteTicket<>(owner, activity, work, null);
    }

    /**
     * Makes a ticket for one piece of work of a client that the group's thread serves.
     *
     * @param owner its description, for people
     * @param activity says what it does, for people
     */
    public static <U> WriteTicket<U> forMember(
            String owner, Supplier<String> activity, U work, GroupMember<U> member) {
        return new WriteTicket<>(owner, activity, work, member);
    }

    /**
     * Makes a ticket of the current thread to hold the write lock.
     *
     * @param owner its description, for people
     * @param activity says what it does, for people
     */
    public static <U> WriteTicket<U> toHold(String owner, Supplier<String> activity) {
        return new WriteTicket<>(owner, activity, null, null);
    }

    /** Gives it another weight than that of a person's write, before it enters a queue. */
    public WriteTicket<U> weighing(WriteWeight ofClient) {
        weight = ofClient;
        return this;
    }

    WriteWeight weight() {
        return weight;
    }

    @Nullable GroupMember<U> member() {
        return member;
    }

    /** Returns the thread that waits for it. */
    @Nullable Thread thread() {
        return member == null ? creator : member.thread;
    }

    /** Returns whether its thread has to wait on. */
    boolean isUnsettled() {
        State now = state;
        return now == State.WAITING || now == State.LEADING;
    }

    /** Returns how long it may still wait. */
    long leftNanos(long now) {
        return enteredAt + waitNanos - now;
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
