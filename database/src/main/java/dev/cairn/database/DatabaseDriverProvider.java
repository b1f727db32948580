package dev.cairn.database;

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

        @Override
        void close();
    }
}
