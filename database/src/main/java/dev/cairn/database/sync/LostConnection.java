package dev.cairn.database.sync;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is begun again when the connection to a server breaks, for example because the server
 * restarts. The work must read the state of the database itself, so that it can begin at any of
 * them.
 */
final class LostConnection {

    private static final Logger LOG = LoggerFactory.getLogger(LostConnection.class);
    private static final int TRIES = 4;
    private static final long FIRST_PAUSE_MILLIS = 300;

    private LostConnection() {}

    /**
     * Does work, again after a pause when the connection was lost.
     *
     * @throws DatabaseException as the work does; also when the connection is lost again and again
     */
    static <T> T survived(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (DatabaseException e) {
                if (!isLost(e)) {
                    throw e;
                }
                if (attempt == TRIES) {
                    throw new DatabaseException(
                            e.code(),
                            "%s; it was tried %d times".formatted(e.getMessage(), TRIES),
                            e.details(),
                            e);
                }
                LOG.info(
                        "the connection was lost, try {} of {}: {}",
                        attempt,
                        TRIES,
                        e.getMessage());
                pause(FIRST_PAUSE_MILLIS << attempt);
            }
        }
    }

    private static boolean isLost(DatabaseException e) {
        return e.code() == DatabaseErrorCode.CONNECTION_LOST
                || e.code() == DatabaseErrorCode.NOT_CONNECTED;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException(
                    DatabaseErrorCode.CANCELLED, "stopped while it waited for the server", e);
        }
    }
}
