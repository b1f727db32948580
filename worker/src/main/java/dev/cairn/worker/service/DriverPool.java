package dev.cairn.worker.service;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.TransactionState;
import dev.cairn.database.sqlite.SqliteDriver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that no session uses at the moment. Their prepared statements stay, so that a session
 * that comes costs neither the opening of a file nor the reading of the schema.
 */
public final class DriverPool {

    private static final Logger LOG = LoggerFactory.getLogger(DriverPool.class);

    private final Supplier<SqliteDriver> opener;
    private final int bound;
    private final Deque<SqliteDriver> idle = new ArrayDeque<>();
    private boolean closed;

    /**
     * Makes an empty pool.
     *
     * @param bound how many are kept
     */
    DriverPool(Supplier<SqliteDriver> opener, int bound) {
        this.opener = opener;
        this.bound = bound;
    }

    public SqliteDriver take() {
        synchronized (this) {
            SqliteDriver driver = idle.pollLast();
            if (driver != null) {
                return driver;
            }
        }
        return opener.get();
    }

    /**
     * Takes a connection back that has no open rows. One in a transaction, or with other settings
     * or objects than it was opened with, is closed: the next session must not find them.
     */
    public void giveBack(DatabaseDriver driver) {
        if (driver instanceof SqliteDriver own && isUnchanged(own) && keep(own)) {
            return;
        }
        driver.close();
    }

    private static boolean isUnchanged(SqliteDriver driver) {
        try {
            if (driver.transactionState() != TransactionState.IDLE) {
                return false;
            }
            boolean unchanged = driver.isAsOpened();
            if (!unchanged) {
                LOG.warn("a session changed the settings of its connection, which is closed");
            }
            return unchanged;
        } catch (DatabaseException e) {
            LOG.warn("a connection is closed that cannot be looked at: {}", e.getMessage());
            return false;
        }
    }

    private synchronized boolean keep(SqliteDriver driver) {
        return !closed && idle.size() < bound && idle.add(driver);
    }

    /** Closes all that are idle. */
    public void closeIdle() {
        List<SqliteDriver> drivers;
        synchronized (this) {
            drivers = List.copyOf(idle);
            idle.clear();
        }
        drivers.forEach(DatabaseDriver::close);
    }

    /** Closes all that are idle; those that come back are closed too. */
    public void close() {
        synchronized (this) {
            closed = true;
        }
        closeIdle();
    }
}
