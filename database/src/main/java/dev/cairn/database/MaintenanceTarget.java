package dev.cairn.database;

import java.nio.file.Path;

/**
 * The database that a {@link MaintenanceOperation} works on, seen from the process that owns it.
 */
public interface MaintenanceTarget {

    /** Returns the conversation to work through. */
    DatabaseDriver driver();

    /** Returns the database file. It must not be opened but by its driver. */
    Path file();

    /**
     * Copies the database as it is at one moment into a file that exists and is empty, keeping row
     * ids. Writers are not held up.
     *
     * @throws DatabaseException if a transaction is open or the copy fails
     */
    void copyInto(Path target, ProgressListener progress);

    /**
     * Closes the database, lets {@code replacement} put another file in its place, and opens that.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#BUSY} if another conversation with
     *     the database is open in this process
     */
    void replaceFile(Runnable replacement);
}
