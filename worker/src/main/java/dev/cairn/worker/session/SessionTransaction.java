package dev.cairn.worker.session;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import dev.cairn.database.UpdateResult;
import dev.cairn.database.file.FailPoint;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.queue.WriteTicket;
import dev.cairn.worker.service.DatabaseService;
import dev.cairn.worker.service.ServiceSettings;
import dev.cairn.worker.write.WriteUnit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a session: none, one that is open, or one that ended by itself and must be
 * rolled back before anything else. All methods are called under the session's lock.
 */
final class SessionTransaction {

    private final DatabaseService service;
    private final SessionLock lock;
    private final SessionDrivers drivers;
    private final SessionCursors cursors;
    private volatile @Nullable OpenTransaction open;
    private @Nullable DatabaseException failed;

    SessionTransaction(
            DatabaseService service,
            SessionLock lock,
            SessionDrivers drivers,
            SessionCursors cursors) {
        this.service = service;
        this.lock = lock;
        this.drivers = drivers;
        this.cursors = cursors;
    }

    TransactionState state() {
        if (failed != null) {
            return TransactionState.FAILED;
        }
        if (open == null) {
            return TransactionState.IDLE;
        }
        return switch (open.mode()) {
            case READ -> TransactionState.READ;
            case WRITE -> TransactionState.WRITE;
        };
    }

    /** Returns the transaction that is open; null if none is. */
    @Nullable OpenTransaction open() {
        return open;
    }

    void begin(Request.Begin request, RunningRequest running) {
        requireUsable();
        if (open != null) {
            throw wrongState("a transaction is open already; use a savepoint inside it");
        }
        ServiceSettings settings = service.settings();
        long lease =
                request.leaseMillis() > 0
                        ? Math.min(
                                request.leaseMillis(), settings.times().longestLease().toMillis())
                        : settings.times().lease().toMillis();
        switch (request.mode()) {
            case READ -> beginOn(request.mode(), null, lease);
            case WRITE -> {
                long waitNanos =
                        request.waitMillis() > 0
                                ? Duration.ofMillis(
                                                Math.min(
                                                        request.waitMillis(),
                                                        settings.times()
                                                                .longestTransaction()
                                                                .toMillis()))
                                        .toNanos()
                                : settings.times().writeWait().toNanos();
                WriteTicket<WriteUnit> ticket =
                        lock.take(() -> "a transaction that has just begun", waitNanos, running);
                beginOn(request.mode(), ticket, lease);
            }
        }
    }

    private void beginOn(
            TransactionMode mode, @Nullable WriteTicket<WriteUnit> ticket, long leaseMillis) {
        DatabaseDriver driver = null;
        boolean begun = false;
        try {
            driver = mode == TransactionMode.READ ? drivers.takeReader() : drivers.takeWriter();
            driver.begin(mode);
            begun = true;
        } finally {
            if (!begun) {
                if (driver != null) {
                    drivers.giveBack(driver);
                }
                if (ticket != null) {
                    lock.release(ticket);
                }
            }
        }
        open =
                new OpenTransaction(
                        mode,
                        driver,
                        ticket,
                        Duration.ofMillis(leaseMillis).toNanos(),
                        service.clock().now());
    }

    /**
     * Commits.
     *
     * @param key the key under which the commit is recorded; empty for none
     * @param lastRowId what is recorded with it
     */
    void commit(String key, long lastRowId) {
        requireUsable();
        OpenTransaction ending = requireOpen();
        ending.describe(() -> "COMMIT");
        service.keys().begin(key);
        try {
            if (!key.isEmpty()) {
                service.keys().record(ending.driver(), key, new UpdateResult(0, lastRowId));
            }
            FailPoint.reached("transaction-done");
            ending.driver().commit();
            FailPoint.reached("transaction-committed");
            end(ending);
        } finally {
            service.keys().end(key);
        }
    }

    void rollback() {
        failed = null;
        OpenTransaction ending = open;
        if (ending != null) {
            try {
                ending.driver().rollback();
            } finally {
                end(ending);
            }
        }
    }

    void savepoint(Request.SetSavepoint request) {
        requireUsable();
        DatabaseDriver driver = requireOpen().driver();
        switch (request.action()) {
            case SET -> driver.savepoint(request.name());
            case RELEASE -> driver.releaseSavepoint(request.name());
            case ROLLBACK_TO -> {
                driver.rollbackToSavepoint(request.name());
                cursors.forgetThoseOf(driver);
            }
        }
    }

    private void end(OpenTransaction ending) {
        open = null;
        cursors.forgetThoseOf(ending.driver());
        if (ending.ticket() != null) {
            lock.release(ending.ticket());
        }
        drivers.giveBack(ending.driver());
    }

    /**
     * To be called after every request: notices a transaction that SQLite ended by itself, and
     * frees the write lock at once.
     */
    void settle() {
        OpenTransaction current = open;
        if (current == null) {
            return;
        }
        if (current.driver().transactionState() == TransactionState.FAILED) {
            fail("the transaction was ended by the database, which undid it; roll it back");
        } else {
            current.touch(service.clock().now());
        }
    }

    /** Ends a transaction that reads a snapshot which was taken before that time. */
    void giveUpSnapshotBefore(long nanoTime) {
        OpenTransaction current = open;
        if (current != null
                && current.mode() == TransactionMode.READ
                && current.begunAt() - nanoTime < 0) {
            fail(
                    "the transaction was ended because the write-ahead log grew over its bound"
                            + " while it held its snapshot; roll it back and begin again");
        }
    }

    /** Undoes the transaction and refuses everything until the client rolls it back. */
    void fail(String reason) {
        rollback();
        failed = new DatabaseException(DatabaseErrorCode.TRANSACTION_FAILED, reason);
    }

    /**
     * Checks that the session may go on.
     *
     * @throws DatabaseException why its transaction ended by itself
     */
    void requireUsable() {
        if (failed != null) {
            throw failed;
        }
    }

    private OpenTransaction requireOpen() {
        if (open == null) {
            throw wrongState("no transaction is open");
        }
        return open;
    }

    private static DatabaseException wrongState(String message) {
        return new DatabaseException(DatabaseErrorCode.TRANSACTION_STATE, message);
    }
}
