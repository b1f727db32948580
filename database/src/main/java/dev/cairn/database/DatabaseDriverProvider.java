package dev.cairn.database;

import java.time.Duration;

/**
 * Opens drivers for a configuration. {@link CodeDatabase} finds providers by {@link
 * java.util.ServiceLoader}, so that the worker can stand in for the SQLite driver without this
 * module knowing of it; of several that serve a configuration the one with the highest priority is
 * taken.
 */
public interface DatabaseDriverProvider {

    /** Returns whether this provider can open that database. */
    boolean serves(DatabaseConfiguration configuration);

    /** Returns the order among providers that serve the same configuration; higher goes first. */
    int priority();

    /** Prepares the database for use: creates the file or starts the worker if there is need. */
    DriverSource open(DatabaseConfiguration configuration);

    /**
     * Opens a database to look at it: nothing is created, written, owned or started.
     *
     * @throws DatabaseException if the file does not exist or cannot be read
     */
    default DriverSource openForReading(DatabaseConfiguration configuration) {
        return open(configuration);
    }

    /** A prepared database that hands out conversations. */
    interface DriverSource extends AutoCloseable {

        /** Opens one more conversation. */
        DatabaseDriver openDriver();

        /**
         * Takes a lock that all machines see that use the database. Where one machine uses it, the
         * locks of its operating system are enough, and nothing is done here.
         *
         * @param name what is locked
         * @param limit how long to wait for another that has it
         * @throws DatabaseException with {@link DatabaseErrorCode#BUSY} if it was not free in time
         */
        default NamedLock lock(String name, Duration limit) {
            return () -> {};
        }

        @Override
        void close();
    }

    /** A lock that is held until it is closed, or until its process is gone. */
    interface NamedLock extends AutoCloseable {
        @Override
        void close();
    }
}
