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
 * lock for as long as it needs, or has one piece of work. Who finds the queue empty does its work
 * itself. Pieces that wait behind each other are carried out together by a thread that does nothing
 * else, which spares each the wait for the disk. Nobody overtakes.
 *
 * <p>After a group that thread looks for a moment whether those whom it served come back: as long
 * as the group took, at most. Otherwise groups of all the others and groups of one would follow
 * each other.
 *
 * @param <U> a piece of work
 */
public final class WriteQueue<U> {

    private static final long RECHECK_NANOS = 1_000_000;

    private final int bound;
    private final int groupBound;
    private final long groupWaitNanos;
    private final GroupRunner<U> runner;
    private final QueueObserver observer;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<WriteTicket<U>> waiting = new ArrayDeque<>();
    private @Nullable WriteTicket<U> holder;
    private @Nullable String closedBecause;
    private @Nullable Thread groups;

    /** The first of the group that the thread of the groups is to carry out. */
    private volatile @Nullable WriteTicket<U> leader;

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
        this.groupWaitNanos = groupWaitNanos;
        this.runner = runner;
        this.observer = observer;
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
        WriteTicket<U> ticket = first;
        while (member.served) {
            ticket = Objects.requireNonNull(member.ticket);
            sleep(ticket);
        }
        ticket = Objects.requireNonNull(member.ticket);
        refuse(ticket);
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
                throw new DatabaseException(
                        DatabaseErrorCode.OVERLOADED,
                        "cannot write: %d writes wait already, which is the limit; try again later"
                                .formatted(bound));
            }
            enqueue(ticket);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void enqueue(WriteTicket<U> ticket) {
        ticket.state = WriteTicket.State.WAITING;
        GroupMember<U> member = ticket.member();
        if (member != null) {
            member.served = true;
        }
        waiting.add(ticket);
        if (groups == null && isWork(ticket)) {
            groups = Thread.ofPlatform().daemon().name("write-groups").start(this::carryOutGroups);
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

    /** Lets the next one in; nobody, if nobody waits. */
    private void passOn() {
        holder = null;
        WriteTicket<U> next = waiting.pollFirst();
        if (next == null) {
            if (closedBecause != null) {
                LockSupport.unpark(groups);
            }
            return;
        }
        if (isWork(next)) {
            grant(next, WriteTicket.State.LEADING);
            leader = next;
            LockSupport.unpark(groups);
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

    /** What the thread of the groups does, until the queue is closed. */
    private void carryOutGroups() {
        try {
            carryOutGroupsUntilClosed();
        } finally {
            close("the thread that carries out the writes has ended");
        }
    }

    private void carryOutGroupsUntilClosed() {
        WriteTicket<U> first = awaitLeader();
        while (first != null) {
            long start = System.nanoTime();
            List<WriteTicket<U>> done = carryOut(first);
            long now = System.nanoTime();
            observer.held(now - first.grantedAt);
            gather(tell(done), now + Math.min(groupWaitNanos, now - start));
            first = nextLeader();
        }
    }

    private @Nullable WriteTicket<U> awaitLeader() {
        WriteTicket<U> first = null;
        while (first == null) {
            if (isClosed()) {
                return null;
            }
            // To be read last: waiting for the lock uses up the wake-up of whoever sets it.
            first = leader;
            if (first == null) {
                LockSupport.park(this);
            }
        }
        leader = null;
        return first;
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closedBecause != null && holder == null && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Carries out what waits behind the first, as far as it goes together; the rest waits on. */
    private List<WriteTicket<U>> carryOut(WriteTicket<U> first) {
        List<WriteTicket<U>> group = groupBehind(first);
        List<U> work = group.stream().map(ticket -> Objects.requireNonNull(ticket.work())).toList();
        int finished = run(work, group);
        observer.grouped(finished);
        if (finished < group.size()) {
            lock.lock();
            try {
                group.subList(finished, group.size()).reversed().forEach(waiting::addFirst);
            } finally {
                lock.unlock();
            }
        }
        return group.subList(0, finished);
    }

    /** A fault of the program must not leave those without an answer who wait for one. */
    private int run(List<U> work, List<WriteTicket<U>> group) {
        try {
            return runner.run(work);
        } catch (RuntimeException e) {
            DatabaseException fault =
                    new DatabaseException(DatabaseErrorCode.INTERNAL, "the write failed: " + e, e);
            group.forEach(ticket -> ticket.refusal = fault);
            return group.size();
        }
    }

    private List<WriteTicket<U>> groupBehind(WriteTicket<U> first) {
        List<WriteTicket<U>> group = new ArrayList<>();
        group.add(first);
        lock.lock();
        try {
            while (group.size() < groupBound && isWork(waiting.peekFirst())) {
                WriteTicket<U> next = waiting.removeFirst();
                next.grantedAt = first.grantedAt;
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

    /**
     * Says what became of their work.
     *
     * @return those who may come back
     */
    private List<GroupMember<U>> tell(List<WriteTicket<U>> done) {
        List<GroupMember<U>> members = new ArrayList<>();
        for (WriteTicket<U> ticket : done) {
            ticket.state = WriteTicket.State.DONE;
            GroupMember<U> member = ticket.member();
            if (member == null) {
                LockSupport.unpark(ticket.thread());
                continue;
            }
            observer.waited(System.nanoTime() - ticket.enteredAt);
            if (member.answer() && member.isExpected()) {
                members.add(member);
            } else {
                letGo(member);
            }
        }
        return members;
    }

    private void letGo(GroupMember<U> member) {
        member.served = false;
        LockSupport.unpark(member.thread);
    }

    /**
     * Waits until those who were served are back, as long as is worth it and nobody wants the lock
     * for itself, who would have to wait as well.
     */
    @SuppressWarnings("ThreadPriorityCheck") // Those who are waited for get the core.
    private void gather(List<GroupMember<U>> members, long until) {
        while (!members.isEmpty() && System.nanoTime() - until < 0 && mayGather()) {
            members.removeIf(this::isBackOrGone);
            Thread.yield();
        }
        for (GroupMember<U> member : members) {
            member.noteStayedAway();
            letGo(member);
        }
    }

    private boolean mayGather() {
        lock.lock();
        try {
            return closedBecause == null
                    && waiting.size() < bound
                    && waiting.stream().allMatch(WriteQueue::isWork);
        } finally {
            lock.unlock();
        }
    }

    private boolean isBackOrGone(GroupMember<U> member) {
        switch (member.next()) {
            case NOTHING_YET -> {
                return false;
            }
            case LEAVES -> letGo(member);
            case WORK -> {
                member.noteCameBack();
                WriteTicket<U> ticket = Objects.requireNonNull(member.ticket);
                ticket.enteredAt = System.nanoTime();
                ticket.waitNanos = member.waitNanos;
                lock.lock();
                try {
                    enqueue(ticket);
                } finally {
                    lock.unlock();
                }
            }
        }
        return true;
    }

    /** Goes on with the next group, or gives the lock up and waits until there is one. */
    private @Nullable WriteTicket<U> nextLeader() {
        lock.lock();
        try {
            if (isWork(waiting.peekFirst())) {
                WriteTicket<U> next = waiting.removeFirst();
                grant(next, WriteTicket.State.LEADING);
                return next;
            }
            passOn();
        } finally {
            lock.unlock();
        }
        return awaitLeader();
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
            refused = List.copyOf(waiting);
        } finally {
            lock.unlock();
        }
        refused.forEach(
                ticket -> withdraw(ticket, new DatabaseException(DatabaseErrorCode.BUSY, reason)));
        LockSupport.unpark(groups);
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
