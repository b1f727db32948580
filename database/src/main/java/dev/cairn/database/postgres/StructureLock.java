package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one process at a time change the structure of a database. The session that does the work
 * holds the lock itself: when its process is killed, the lock is not free before the server has
 * ended the statement that this session was running.
 */
final class StructureLock {

    private static final Logger LOG = LoggerFactory.getLogger(StructureLock.class);
    private static final String NAME = "cairn structure";
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final String TAKE = "SELECT pg_try_advisory_lock(hashtextextended(?, 0))::text";
    private static final String FREE = "SELECT pg_advisory_unlock(hashtextextended(?, 0))";

    /** How soon the server ends a statement whose client is gone (from version 14 on). */
    private static final String CLIENT_CHECK = "SET client_connection_check_interval = 2000";

    /** Room for the questions to many rows; the server's own setting is usually for small ones. */
    private static final String WORK_MEMORY =
            "SELECT set_config('work_mem', '64MB', false)"
                    + " WHERE pg_size_bytes(current_setting('work_mem')) < 67108864";

    private StructureLock() {}

    /**
     * Does work with the lock.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#REFUSED} and the holder if another
     *     process has it
     */
    static <T> T during(PostgresPool pool, DatabaseDriver driver, Supplier<T> work) {
        if (!(driver instanceof PostgresDriver own) || !own.hasOwnSession()) {
            return during(pool, work);
        }
        checkClient(own);
        own.queryValue(WORK_MEMORY);
        takeInSession(pool, own);
        try {
            return work.get();
        } finally {
            free(own);
        }
    }

    /** Not every platform can look at a connection while a statement runs. */
    private static void checkClient(PostgresDriver driver) {
        try {
            driver.execute(CLIENT_CHECK);
        } catch (DatabaseException e) {
            LOG.debug("the server does not notice when a client is gone: {}", e.getMessage());
        }
    }

    private static void takeInSession(PostgresPool pool, PostgresDriver driver) {
        long end = System.nanoTime() + WAIT.toNanos();
        while (!driver.queryValue(TAKE, NAME).equals(Optional.of("true"))) {
            if (System.nanoTime() > end) {
                throw held(pool, null);
            }
            AdvisoryLock.pause();
        }
    }

    /** A session that is lost has lost its locks too. */
    private static void free(PostgresDriver driver) {
        try {
            if (driver.hasOwnSession()) {
                driver.queryValue(FREE, NAME);
            }
        } catch (DatabaseException e) {
            LOG.debug("the session of the structure lock is gone: {}", e.getMessage());
        }
    }

    /** Does work with the lock, which a connection of its own holds. */
    static <T> T during(PostgresPool pool, Supplier<T> work) {
        try (AdvisoryLock _ = take(pool)) {
            return work.get();
        }
    }

    private static AdvisoryLock take(PostgresPool pool) {
        try {
            return AdvisoryLock.take(pool, NAME, WAIT);
        } catch (DatabaseException e) {
            if (e.code() != DatabaseErrorCode.BUSY) {
                throw e;
            }
            throw held(pool, e);
        }
    }

    private static DatabaseException held(PostgresPool pool, @Nullable DatabaseException cause) {
        return new DatabaseException(
                DatabaseErrorCode.REFUSED,
                "the structure of '%s' is being changed by another process: %s"
                        .formatted(pool.server().text(), AdvisoryLock.holder(pool, NAME)),
                cause);
    }
}
