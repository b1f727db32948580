package dev.cairn.worker.session;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.TransactionState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Connections that no session uses at the moment. Their prepared statements stay, so that a session
 * that comes costs neither the opening of a file nor the reading of the schema.
 */
final class DriverPool {

    private final Supplier<? extends DatabaseDriver> opener;
    private final int bound;
    private final Deque<DatabaseDriver> idle = new ArrayDeque<>();
    private boolean closed;

    /**
     * Makes an empty pool.
     *
     * @param bound how many are kept
     */
    DriverPool(Supplier<? extends DatabaseDriver> opener, int bound) {
        this.opener = opener;
        this.bound = bound;
    }

    DatabaseDriver take() {
        synchronized (this) {
            DatabaseDriver driver = idle.pollLast();
            if (driver != null) {
                return driver;
            }
        }
        return opener.get();
    }

    /** Takes a connection back that has no transaction, no open rows and no temporary objects. */
    void giveBack(DatabaseDriver driver) {
        if (driver.transactionState() == TransactionState.IDLE && keep(driver)) {
            return;
        }
        driver.close();
    }

    private synchronized boolean keep(DatabaseDriver driver) {
        return !closed && idle.size() < bound && idle.add(driver);
    }

    /** Closes all that are idle. */
    void closeIdle() {
        List<DatabaseDriver> drivers;
        synchronized (this) {
            drivers = List.copyOf(idle);
            idle.clear();
        }
        drivers.forEach(DatabaseDriver::close);
    }

    /** Closes all that are idle; those that come back are closed too. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        closeIdle();
    }
}
