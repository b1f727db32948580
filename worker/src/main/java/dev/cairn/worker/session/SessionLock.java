package dev.cairn.worker.session;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.worker.queue.WriteTicket;
import dev.cairn.worker.queue.WriteWeight;
import dev.cairn.worker.service.DatabaseService;
import dev.cairn.worker.write.WriteUnit;
import java.util.function.Supplier;

/** A session's way to the write lock. A wait for it can be cancelled like a statement. */
final class SessionLock {

    private final DatabaseService service;
    private final String owner;
    private final WriteWeight weight;

    /**
     * Makes it.
     *
     * @param owner a description of the thread that takes the lock, for people
     * @param weight how urgent its writes are
     */
    SessionLock(DatabaseService service, String owner, WriteWeight weight) {
        this.service = service;
        this.owner = owner;
        this.weight = weight;
    }

    /**
     * Waits for the lock, which {@link #release} gives up.
     *
     * @param activity says what it is wanted for, for people
     * @throws DatabaseException with OVERLOADED, BUSY or CANCELLED if it was not granted
     */
    WriteTicket<WriteUnit> take(Supplier<String> activity, long waitNanos, RunningRequest running) {
        WriteTicket<WriteUnit> ticket =
                WriteTicket.<WriteUnit>toHold(owner, activity).weighing(weight);
        running.enter(() -> service.queue().withdraw(ticket, cancelled()));
        try {
            service.queue().hold(ticket, waitNanos);
        } finally {
            running.leave();
        }
        return ticket;
    }

    void release(WriteTicket<WriteUnit> ticket) {
        service.queue().release(ticket);
    }

    /** Does work while no other session writes, after the usual wait. */
    <T> T during(Supplier<String> activity, RunningRequest running, Supplier<T> work) {
        WriteTicket<WriteUnit> ticket =
                take(activity, service.settings().times().writeWait().toNanos(), running);
        try {
            return work.get();
        } finally {
            release(ticket);
        }
    }

    /**
     * Has a piece of work carried out, with others that wait.
     *
     * @param activity says what it does, for people
     * @throws DatabaseException as {@link #take} does
     */
    void run(Supplier<String> activity, WriteUnit unit, RunningRequest running) {
        WriteTicket<WriteUnit> ticket = WriteTicket.forWork(owner, activity, unit).weighing(weight);
        running.enter(() -> service.queue().withdraw(ticket, cancelled()));
        try {
            service.queue().run(ticket, service.settings().times().writeWait().toNanos());
        } finally {
            running.leave();
        }
    }

    static DatabaseException cancelled() {
        return new DatabaseException(
                DatabaseErrorCode.CANCELLED, "the statement was cancelled while it waited");
    }
}
