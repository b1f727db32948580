package dev.cairn.worker.session;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.TransactionMode;
import dev.cairn.worker.queue.WriteTicket;
import dev.cairn.worker.write.WriteUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A transaction that a session has begun, with the connection and the write lock that it holds. */
final class OpenTransaction {

    private final TransactionMode mode;
    private final DatabaseDriver driver;
    private final @Nullable WriteTicket<WriteUnit> ticket;
    private final long leaseNanos;
    private final long begunAt;
    private long idleSince;

    /**
     * Describes a transaction that has just begun.
     *
     * @param ticket the write lock; null if it only reads
     */
    OpenTransaction(
            TransactionMode mode,
            DatabaseDriver driver,
            @Nullable WriteTicket<WriteUnit> ticket,
            long leaseNanos,
            long now) {
        this.mode = mode;
        this.driver = driver;
        this.ticket = ticket;
        this.leaseNanos = leaseNanos;
        this.begunAt = now;
        this.idleSince = now;
    }

    TransactionMode mode() {
        return mode;
    }

    DatabaseDriver driver() {
        return driver;
    }

    @Nullable WriteTicket<WriteUnit> ticket() {
        return ticket;
    }

    long begunAt() {
        return begunAt;
    }

    /** Notes that a request begins, for reports on the holder of the write lock. */
    void describe(Supplier<String> activity) {
        if (ticket != null) {
            ticket.describe(activity);
        }
    }

    /** Says that a request has ended; the lease counts from here. */
    void touch(long now) {
        idleSince = now;
    }

    boolean leaseIsOver(long now) {
        return now - idleSince > leaseNanos;
    }

    long leaseMillis() {
        return leaseNanos / 1_000_000;
    }
}
