package dev.cairn.worker.queue;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets writers in one after the other, in the order in which they came. A writer either holds the
 * lock for as long as it needs, or has one piece of work; pieces that wait behind each other are
 * carried out together by the thread of the first, which spares each the wait for the disk, and a
 * hand-off to a thread that does nothing else. Nobody overtakes.
 *
 * <p>While groups are larger than one, the first of the next waits a moment for the others, which
 * are just being told of their commit and will be back at once: half as long as the last group
 * took, at most. Otherwise groups of all the others and groups of one would follow each other.
 *
 * @param <U> a piece of work
 */
public final class WriteQueue<U> {

    private static final long RECHECK_NANOS = 1_000_000;

    private final int bound;
    private final int groupBound;
    private final GroupRunner<U> runner;
    private final QueueObserver observer;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<WriteTicket<U>> waiting = new ArrayDeque<>();
    private @Nullable WriteTicket<U> holder;
    private final GroupPace pace;

    /** The first of a group that waits for the others. */
    private @Nullable WriteTicket<U> gathering;

    private @Nullable String closedBecause;

    /**
     * Makes an empty queue.
     *
     * @param bound how many may wait
     * @param groupBound how many pieces of work may be carried out together
     * @param groupWaitNanos how long the first of them waits for the others at most
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
        this.pace = new GroupPace(groupBound, groupWaitNanos);
    }

    /**
     * Has a piece of work carried out, by this thread or by another that waits.
     *
     * @param waitNanos how long to wait for its turn
     * @throws DatabaseException with OVERLOADED if too many wait, BUSY if the time is over, or the
     *     reason for which it was withdrawn; the work was not begun then
     */
    public void run(WriteTicket<U> ticket, long waitNanos) {
        await(ticket, waitNanos, WriteTicket.State.LEADING);
        if (ticket.state == WriteTicket.State.LEADING) {
            lead(ticket);
        }
    }

    /**
     * Waits for the write lock; {@link #release} gives it up.
     *
     * @throws DatabaseException as {@link #run} does
     */
    public void hold(WriteTicket<U> ticket, long waitNanos) {
        await(ticket, waitNanos, WriteTicket.State.HOLDING);
    }

    private void await(WriteTicket<U> ticket, long waitNanos, WriteTicket.State granted) {
        long start = System.nanoTime();
        if (!enter(ticket, granted)) {
            long deadline = start + waitNanos;
            while (ticket.state == WriteTicket.State.WAITING) {
                long left = deadline - System.nanoTime();
                if (left > 0) {
                    LockSupport.parkNanos(this, left);
                } else if (!withdraw(ticket, null)) {
                    // It is being carried out by another thread, which will say when it is done.
                    LockSupport.parkNanos(this, RECHECK_NANOS);
                }
            }
        }
        ticket.wakeFollowers();
        DatabaseException refusal = ticket.refusal;
        if (refusal != null) {
            throw refusal;
        }
        observer.waited(System.nanoTime() - start);
    }

    /** Grants the lock at once if it is free; otherwise the ticket waits. */
    private boolean enter(WriteTicket<U> ticket, WriteTicket.State granted) {
        lock.lock();
        try {
            requireOpen();
            if (holder == null && waiting.isEmpty()) {
                grant(ticket, granted);
                return true;
            }
            if (waiting.size() >= bound) {
                throw new DatabaseException(
                        DatabaseErrorCode.OVERLOADED,
                        "cannot write: %d writes wait already, which is the limit; try again later"
                                .formatted(bound));
            }
            ticket.state = WriteTicket.State.WAITING;
            waiting.add(ticket);
            noteGathered();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the first of the next group begin when enough others have come. */
    private void noteGathered() {
        WriteTicket<U> first = gathering;
        if (first != null && enoughWait()) {
            gathering = null;
            LockSupport.unpark(first.thread);
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
        leave(ticket, List.of());
    }

    private void lead(WriteTicket<U> leader) {
        gather(leader);
        List<WriteTicket<U>> group = groupBehind(leader);
        List<U> work = group.stream().map(ticket -> Objects.requireNonNull(ticket.work())).toList();
        long start = System.nanoTime();
        int finished = runner.run(work);
        observer.grouped(finished);
        long nanos = System.nanoTime() - start;
        pace.note(finished, nanos);
        leave(leader, group.subList(finished, group.size()));
        tell(group.subList(0, finished));
    }

    /** Waits until as many wait as were in a group before, or as long as is worth it. */
    private void gather(WriteTicket<U> leader) {
        lock.lock();
        try {
            if (closedBecause != null || enoughWait()) {
                return;
            }
            gathering = leader;
        } finally {
            lock.unlock();
        }
        LockSupport.parkNanos(this, pace.patienceNanos());
        lock.lock();
        try {
            gathering = null;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is waited for that would come behind one who wants the lock for itself. */
    private boolean enoughWait() {
        WriteTicket<U> last = waiting.peekLast();
        return waiting.size() + 1 >= pace.expected() || (last != null && !isWork(last));
    }

    /**
     * Says that their work is done. Each wakes two others, because to wake a thread takes long
     * enough that the last of many would notice. The last is told first: whoever finds by itself
     * that it is done wakes others at once, which must not find that they are not.
     */
    private void tell(List<WriteTicket<U>> done) {
        for (int i = done.size() - 1; i >= 0; i--) {
            WriteTicket<U> ticket = done.get(i);
            ticket.followers =
                    done.subList(
                            Math.min(2 * i + 1, done.size()), Math.min(2 * i + 3, done.size()));
            ticket.state = WriteTicket.State.DONE;
        }
        done.getFirst().wakeFollowers();
    }

    private List<WriteTicket<U>> groupBehind(WriteTicket<U> leader) {
        List<WriteTicket<U>> group = new ArrayList<>();
        group.add(leader);
        lock.lock();
        try {
            while (group.size() < groupBound && isWork(waiting.peekFirst())) {
                WriteTicket<U> next = waiting.removeFirst();
                next.grantedAt = leader.grantedAt;
                group.add(next);
            }
        } finally {
            lock.unlock();
        }
        return group;
    }

    private static <U> boolean isWork(@Nullable WriteTicket<U> ticket) {
        return ticket != null && ticket.work() != null;
    }

    /** Puts back what was not done and lets the next one in. */
    private void leave(WriteTicket<U> ticket, List<WriteTicket<U>> unfinished) {
        WriteTicket<U> next;
        lock.lock();
        try {
            if (holder != ticket) {
                return;
            }
            for (WriteTicket<U> other : unfinished.reversed()) {
                waiting.addFirst(other);
            }
            holder = null;
            next = waiting.pollFirst();
            if (next != null) {
                grant(
                        next,
                        next.work() == null
                                ? WriteTicket.State.HOLDING
                                : WriteTicket.State.LEADING);
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            LockSupport.unpark(next.thread);
        }
        observer.held(System.nanoTime() - ticket.grantedAt);
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
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(ticket.thread);
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
            closedBecause = reason;
            refused = List.copyOf(waiting);
        } finally {
            lock.unlock();
        }
        refused.forEach(
                ticket -> withdraw(ticket, new DatabaseException(DatabaseErrorCode.BUSY, reason)));
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
