package dev.cairn.worker.queue;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that carries out the waiting pieces of work, reports their outcomes, and does nothing
 * else.
 *
 * <p>After a group it looks for a moment whether those whom it served come back: as long as the
 * group took, at most. Otherwise groups of all the others and groups of one would follow each
 * other.
 *
 * @param <U> a piece of work
 */
final class GroupThread<U> {

    private static final Logger LOG = LoggerFactory.getLogger(GroupThread.class);

    private final WriteQueue<U> queue;
    private final GroupRunner<U> runner;
    private final QueueObserver observer;
    private final long groupWaitNanos;
    private volatile @Nullable Thread thread;

    /** The first of the group that is to be carried out. */
    private volatile @Nullable WriteTicket<U> leader;

    /**
     * Makes a thread that is not started yet.
     *
     * @param groupWaitNanos how long a group waits for those of the last to come back at most
     */
    GroupThread(
            WriteQueue<U> queue,
            GroupRunner<U> runner,
            QueueObserver observer,
            long groupWaitNanos) {
        this.queue = queue;
        this.runner = runner;
        this.observer = observer;
        this.groupWaitNanos = groupWaitNanos;
    }

    /** Starts it when it is needed for the first time. The caller has the queue's lock. */
    void ensureStarted() {
        if (thread == null) {
            thread = Thread.ofPlatform().daemon().name("write-groups").start(this::run);
        }
    }

    /** Has it carry out that ticket's work and what waits behind it; the lock is granted to it. */
    void lead(WriteTicket<U> first) {
        leader = first;
        wake();
    }

    /** Has it look whether there is anything to do. */
    void wake() {
        LockSupport.unpark(thread);
    }

    /** Returns whether it was started and has ended. */
    boolean hasDied() {
        Thread started = thread;
        return started != null && !started.isAlive();
    }

    private void run() {
        try {
            for (WriteTicket<U> first = awaitLeader(); first != null; first = next()) {
                long start = System.nanoTime();
                List<WriteTicket<U>> done = carryOut(first);
                long now = System.nanoTime();
                observer.held(now - first.grantedAt);
                gather(tell(done), now + Math.min(groupWaitNanos, now - start));
            }
        } finally {
            queue.close("the thread that carries out the writes has ended");
        }
    }

    private @Nullable WriteTicket<U> next() {
        WriteTicket<U> next = queue.leadNext();
        return next == null ? awaitLeader() : next;
    }

    private @Nullable WriteTicket<U> awaitLeader() {
        WriteTicket<U> first = null;
        while (first == null) {
            if (queue.isEnded()) {
                return null;
            }
            // Read last: waiting for the lock uses up the wake-up of the thread that sets it.
            first = leader;
            if (first == null) {
                LockSupport.park(this);
            }
        }
        leader = null;
        return first;
    }

    /** Carries out what waits behind the first, as far as it goes together; the rest waits on. */
    private List<WriteTicket<U>> carryOut(WriteTicket<U> first) {
        List<WriteTicket<U>> group = queue.takeGroupBehind(first);
        List<U> work = group.stream().map(ticket -> Objects.requireNonNull(ticket.work())).toList();
        int finished = run(work, group);
        observer.grouped(finished);
        if (finished < group.size()) {
            queue.putBack(group.subList(finished, group.size()));
        }
        return group.subList(0, finished);
    }

    /** Answers all waiting clients even after a fault of the program. */
    private int run(List<U> work, List<WriteTicket<U>> group) {
        try {
            return runner.run(work);
        } catch (RuntimeException | Error e) {
            LOG.error("a group of {} writes met a fault of the program", work.size(), e);
            DatabaseException fault =
                    new DatabaseException(DatabaseErrorCode.INTERNAL, "the write failed: " + e, e);
            group.forEach(ticket -> ticket.refusal = fault);
            return group.size();
        }
    }

    /**
     * Says what became of their work.
     *
     * @return the clients that may come back
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
            if (ticket.refusal == null && member.answer() && member.isExpected()) {
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
     * Waits until the served clients are back, as long as that pays and no ticket wants the lock
     * for itself, which would have to wait as well.
     */
    @SuppressWarnings("ThreadPriorityCheck") // The awaited clients get the core.
    private void gather(List<GroupMember<U>> members, long until) {
        while (!members.isEmpty() && System.nanoTime() - until < 0 && queue.isOpenForWorkAlone()) {
            members.removeIf(this::isBackOrGone);
            Thread.yield();
        }
        for (GroupMember<U> member : members) {
            member.noteStayedAway();
            letGo(member);
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
                queue.comeBack(Objects.requireNonNull(member.ticket), member.waitNanos);
            }
        }
        return true;
    }
}
