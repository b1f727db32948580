package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.time.Duration;
import java.util.function.Supplier;

/** Lets one process at a time change the structure of a database. */
final class StructureLock {

    private static final String NAME = "cairn structure";
    private static final Duration WAIT = Duration.ofSeconds(10);

    private StructureLock() {}

    /**
     * Does work with the lock.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#REFUSED} and the holder if another
     *     process has it
     */
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
            throw new DatabaseException(
                    DatabaseErrorCode.REFUSED,
                    "the structure of '%s' is being changed by another process: %s"
                            .formatted(pool.server().text(), AdvisoryLock.holder(pool, NAME)),
                    e);
        }
    }
}
