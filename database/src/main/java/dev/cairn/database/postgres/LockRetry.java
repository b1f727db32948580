package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for locks in short pieces. A session that waits for a strict lock also blocks the sessions
 * behind it, so this one gives up soon, lets the others go on, and tries again after a growing
 * pause.
 */
final class LockRetry {

    private static final Logger LOG = LoggerFactory.getLogger(LockRetry.class);

    /** How long one try waits; longer waits would be seen by those who use the table. */
    private static final int LOCK_TIMEOUT_MILLIS = 1_000;

    /**
     * The first statement of a transaction; bodies of functions may name what a later step makes.
     */
    private static final String BEGUN =
            "SELECT set_config('lock_timeout', ?, true)"
                    + " || set_config('check_function_bodies', 'off', true)";

    private static final int TRIES = 20;
    private static final long SHORTEST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final PostgresPool pool;
    private final DatabaseDriver driver;
    private final int tries;

    LockRetry(PostgresPool pool, DatabaseDriver driver) {
        this(pool, driver, TRIES);
    }

    LockRetry(PostgresPool pool, DatabaseDriver driver, int tries) {
        this.pool = pool;
        this.driver = driver;
        this.tries = tries;
    }

    /** Runs work in one transaction, again from its beginning when a lock was not free. */
    <T> T inTransaction(Supplier<T> work) {
        if (driver.transactionState() != TransactionState.IDLE) {
            throw new DatabaseException(
                    DatabaseErrorCode.TRANSACTION_STATE,
                    "cannot change the structure inside a transaction; end it first");
        }
        return retried(() ->
                driver.inTransaction(
                        TransactionMode.WRITE,
                        () -> {
                            driver.queryValue(BEGUN, Integer.toString(LOCK_TIMEOUT_MILLIS));
                            return work.get();
                        }));
    }

    private void limit(int millis) {
        driver.execute("SET lock_timeout = " + millis);
    }

    /**
     * Runs a statement outside of a transaction. One that builds or drops an index concurrently
     * waits for every older transaction of the database without being in anybody's way, so it waits
     * as long as that takes.
     */
    void outside(String sql) {
        boolean patient = sql.contains(" CONCURRENTLY ");
        try {
            limit(patient ? 0 : LOCK_TIMEOUT_MILLIS);
            retried(() -> {
                InvalidIndex.builtBy(sql, driver).ifPresent(drop -> driver.execute(drop));
                return driver.execute(sql);
            });
        } finally {
            resetLimit();
        }
    }

    /** A setting ends with its session when that is lost. */
    private void resetLimit() {
        try {
            limit((int) pool.server().limits().lockTimeout().toMillis());
        } catch (DatabaseException e) {
            LOG.debug("the session of the change is gone: {}", e.getMessage());
        }
    }

    private <T> T retried(Supplier<T> work) {
        DatabaseException last = null;
        String blockers = "";
        for (int attempt = 0; attempt < tries; attempt++) {
            try (BlockerWatch watch = BlockerWatch.of(pool, driver)) {
                try {
                    return work.get();
                } catch (DatabaseException e) {
                    if (e.code() != DatabaseErrorCode.BUSY) {
                        throw e;
                    }
                    last = e;
                    blockers = watch.blockers();
                }
            }
            LOG.info("a lock was not free, try {} of {}: {}", attempt + 1, tries, blockers);
            pause(attempt);
        }
        throw new DatabaseException(
                DatabaseErrorCode.BUSY,
                "a lock was not free in %d tries of %d ms%s; nothing was changed by this step; try again when the other session has ended"
                        .formatted(
                                tries,
                                LOCK_TIMEOUT_MILLIS,
                                blockers.isEmpty() ? "" : ", because of " + blockers),
                last);
    }

    private static void pause(int attempt) {
        long longest =
                Math.min(LONGEST_PAUSE_MILLIS, SHORTEST_PAUSE_MILLIS << Math.min(attempt, 10));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException(
                    DatabaseErrorCode.CANCELLED, "stopped while it waited for a lock", e);
        }
    }
}
