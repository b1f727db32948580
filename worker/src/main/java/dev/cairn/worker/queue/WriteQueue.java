package dev.cairn.worker.queue;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets writers in one after the other, by their {@link WriteWeight} and in the order in which they
 * came. A writer either holds the lock for as long as it needs, or has one piece of work. A writer
 * that finds the queue empty does its work itself. Pieces that wait behind each other are carried
 * out together by a {@link GroupThread}, which spares each the wait for the disk. Within a weight
 * no writer overtakes another.
 *
 * @param <U> a piece of work
 */
public final class WriteQueue<U> {

    private static final long RECHECK_NANOS = 1_000_000;

    /** So long a lighter write waits behind heavier ones at most. */
    private static final long PATIENCE_NANOS = 1_000_000_000;

    private final int bound;
    private final int groupBound;
    private final GroupRunner<U> runner;
    private final QueueObserver observer;
    private final ReentrantLock lock = new ReentrantLock();
    private final WaitingTickets<U> waiting = new WaitingTickets<>(PATIENCE_NANOS);
    private @Nullable WriteTicket<U> holder;
    private @Nullable String closedBecause;
    private final GroupThread<U> groups;

    /**
     * Makes an empty queue.
     *
     * @param bound how many may wait
     * @param groupBound how many pieces of work may be carried out together
     * @param groupWaitNanos how long a group waits for those of the last to come back at most
     */
    public WriteQueue(
            int bound,
            int groupBound,
            long groupWaitNanos,
            GroupRunner<U> runner,
            QueueObserver observer) {
        this.bound = bound;
        this.groupBound = groupBound;
        this.runner = runner;
        this.observer = observer;
        this.groups = new GroupThread<>(this, runner, observer, groupWaitNanos);
    }

    /**
     * Has a piece of work carried out, by this thread or by the thread of the groups.
     *
     * @param waitNanos how long to wait for its turn
     * @throws DatabaseException with OVERLOADED if too many wait, BUSY if the time is over, or the
     *     reason for which it was withdrawn; the work was not begun then
     */
    public void run(WriteTicket<U> ticket, long waitNanos) {
        if (enter(ticket, waitNanos, WriteTicket.State.LEADING)) {
            carryOutAlone(ticket);
        } else {
            await(ticket);
        }
    }

    /**
     * Waits for the write lock; {@link #release} gives it up.
     *
     * @throws DatabaseException as {@link #run} does
     */
    public void hold(WriteTicket<U> ticket, long waitNanos) {
        if (enter(ticket, waitNanos, WriteTicket.State.HOLDING)) {
            observer.waited(0);
        } else {
            await(ticket);
        }
    }

    /**
     * Has a piece of work carried out and answered, and whatever the member brings at once
     * afterwards. Returns when its own thread is wanted again.
     *
     * @param first the ticket of its first work
     * @throws DatabaseException as {@link #run} does, for the work that it brought last
     */
    public void serve(GroupMember<U> member, WriteTicket<U> first, long waitNanos) {
        member.thread = Thread.currentThread();
        member.waitNanos = waitNanos;
        member.bring(first);
        if (enter(first, waitNanos, WriteTicket.State.LEADING)) {
            carryOutAlone(first);
            member.answer();
            return;
        }
        while (member.served) {
            sleep(Objects.requireNonNull(member.ticket));
        }
        refuse(Objects.requireNonNull(member.ticket));
    }

    private void await(WriteTicket<U> ticket) {
        while (ticket.isUnsettled()) {
            sleep(ticket);
        }
        refuse(ticket);
        observer.waited(System.nanoTime() - ticket.enteredAt);
    }

    /** Sleeps until something may have changed, and withdraws the ticket if its time is over. */
    private void sleep(WriteTicket<U> ticket) {
        long left = ticket.leftNanos(System.nanoTime());
        if (left > 0) {
            LockSupport.parkNanos(this, left);
        } else if (!withdraw(ticket, null)) {
            // It is being carried out by the other thread, which will say when it is done.
            LockSupport.parkNanos(this, RECHECK_NANOS);
        }
    }

    private void refuse(WriteTicket<U> ticket) {
        DatabaseException refusal = ticket.refusal;
        if (refusal != null) {
            throw refusal;
        }
    }

    /** Grants the lock at once if it is free; otherwise the ticket waits. */
    private boolean enter(WriteTicket<U> ticket, long waitNanos, WriteTicket.State granted) {
        ticket.enteredAt = System.nanoTime();
        ticket.waitNanos = waitNanos;
        lock.lock();
        try {
            requireOpen();
            if (holder == null && waiting.isEmpty()) {
                grant(ticket, granted);
                return true;
            }
            if (waiting.size() >= bound) {
                throw overloaded(ticket.enteredAt);
            }
            enqueue(ticket);
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** How long the first has waited is how long it takes to get through the queue. */
    private DatabaseException overloaded(long now) {
        WriteTicket<U> first = waiting.peekFirst();
        long millis = first == null ? 0 : (now - first.enteredAt) / 1_000_000;
        return new DatabaseException(
                DatabaseErrorCode.OVERLOADED,
                "cannot write: %d writes wait already, which is the limit, the first of them for %d ms; try again after about as long"
                        .formatted(waiting.size(), millis));
    }

    private void enqueue(WriteTicket<U> ticket) {
        ticket.state = WriteTicket.State.WAITING;
        GroupMember<U> member = ticket.member();
        if (member != null) {
            member.served = true;
        }
        waiting.add(ticket);
        if (isWork(ticket)) {
            groups.ensureStarted();
        }
    }

    private void requireOpen() {
        if (closedBecause != null) {
            throw new DatabaseException(DatabaseErrorCode.BUSY, closedBecause);
        }
    }

    private void grant(WriteTicket<U> ticket, WriteTicket.State granted) {
        holder = ticket;
        ticket.grantedAt = System.nanoTime();
        ticket.state = granted;
    }

    /** Gives the write lock up. */
    public void release(WriteTicket<U> ticket) {
        lock.lock();
        try {
            if (holder != ticket) {
                return;
            }
            passOn();
        } finally {
            lock.unlock();
        }
        observer.held(System.nanoTime() - ticket.grantedAt);
    }

    /** Lets the next ticket in, if there is one. */
    private void passOn() {
        holder = null;
        WriteTicket<U> next = waiting.pollFirst();
        if (next == null) {
            if (closedBecause != null) {
                groups.wake();
            }
            return;
        }
        if (isWork(next)) {
            grant(next, WriteTicket.State.LEADING);
            groups.lead(next);
        } else {
            grant(next, WriteTicket.State.HOLDING);
            LockSupport.unpark(next.thread());
        }
    }

    private void carryOutAlone(WriteTicket<U> ticket) {
        observer.waited(0);
        try {
            runner.run(List.of(Objects.requireNonNull(ticket.work())));
            observer.grouped(1);
        } finally {
            release(ticket);
        }
    }

    /** Takes what waits behind the first, as far as it goes together. */
    List<WriteTicket<U>> takeGroupBehind(WriteTicket<U> first) {
        List<WriteTicket<U>> group = new ArrayList<>();
        group.add(first);
        lock.lock();
        try {
            while (group.size() < groupBound && isWork(waiting.peekFirst())) {
                WriteTicket<U> next = Objects.requireNonNull(waiting.pollFirst());
                next.grantedAt = first.grantedAt;
                group.add(next);
            }
        } finally {
            lock.unlock();
        }
        return group;
    }

    /** Puts what was taken and not carried out to the head of the queue again. */
    void putBack(List<WriteTicket<U>> tickets) {
        lock.lock();
        try {
            tickets.reversed().forEach(waiting::putBack);
        } finally {
            lock.unlock();
        }
    }

    /** Lets a member that came back wait for the next group. */
    void comeBack(WriteTicket<U> ticket, long waitNanos) {
        ticket.enteredAt = System.nanoTime();
        ticket.waitNanos = waitNanos;
        lock.lock();
        try {
            enqueue(ticket);
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether more work may come in, and no ticket wants the lock for itself. */
    boolean isOpenForWorkAlone() {
        lock.lock();
        try {
            return closedBecause == null
                    && waiting.size() < bound
                    && waiting.all().stream().allMatch(WriteQueue::isWork);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Goes on with the work that waits first; gives the lock up and returns null if there is none.
     */
    @Nullable WriteTicket<U> leadNext() {
        lock.lock();
        try {
            if (isWork(waiting.peekFirst())) {
                WriteTicket<U> next = Objects.requireNonNull(waiting.pollFirst());
                grant(next, WriteTicket.State.LEADING);
                return next;
            }
            passOn();
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether nothing can come any more. */
    boolean isEnded() {
        lock.lock();
        try {
            return closedBecause != null && holder == null && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private static <U> boolean isWork(@Nullable WriteTicket<U> ticket) {
        return ticket != null && ticket.work() != null;
    }

    /**
     * Takes a ticket that waits out of the queue.
     *
     * @param reason what its thread gets as an exception; null to say that the time is over
     * @return whether it was waiting
     */
    public boolean withdraw(WriteTicket<U> ticket, @Nullable DatabaseException reason) {
        lock.lock();
        try {
            if (!waiting.remove(ticket)) {
                return false;
            }
            ticket.refusal = reason != null ? reason : timeIsOver();
            ticket.state = WriteTicket.State.WITHDRAWN;
            GroupMember<U> member = ticket.member();
            if (member != null) {
                member.served = false;
            }
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(ticket.thread());
        return true;
    }

    private DatabaseException timeIsOver() {
        return new DatabaseException(
                DatabaseErrorCode.BUSY,
                "the write lock was not free in time: "
                        + holderText().map(text -> "it is held by " + text).orElse("others wait"));
    }

    /** Refuses every new ticket from now on, and those that wait. */
    public void close(String reason) {
        List<WriteTicket<U>> refused;
        lock.lock();
        try {
            if (closedBecause == null) {
                closedBecause = reason;
            }
            refused = waiting.all();
        } finally {
            lock.unlock();
        }
        refused.forEach(
                ticket -> withdraw(ticket, new DatabaseException(DatabaseErrorCode.BUSY, reason)));
        groups.wake();
    }

    /** Returns who has the write lock, for how long and with what. */
    public Optional<String> holderText() {
        lock.lock();
        try {
            return Optional.ofNullable(holder).map(ticket -> ticket.holderText(System.nanoTime()));
        } finally {
            lock.unlock();
        }
    }

    /** Returns who has the write lock though its thread has ended, which nothing can mend. */
    public Optional<String> deadHolderText() {
        lock.lock();
        try {
            return Optional.ofNullable(holder)
                    .filter(this::isHeldByTheDead)
                    .map(ticket -> ticket.holderText(System.nanoTime()));
        } finally {
            lock.unlock();
        }
    }

    private boolean isHeldByTheDead(WriteTicket<U> ticket) {
        Thread thread = ticket.thread();
        boolean waiterIsGone = thread != null && !thread.isAlive();
        return ticket.state == WriteTicket.State.LEADING
                ? waiterIsGone || groups.hasDied()
                : waiterIsGone;
    }

    /** Returns how many wait. */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
