package dev.cairn.database;

import java.nio.file.Path;

/**
 * The database that a {@link MaintenanceOperation} works on, seen from the process that owns it.
 */
public interface MaintenanceTarget {

    /** Returns the conversation to work through. */
    DatabaseDriver driver();

    /** Returns whether the database was opened to be looked at, so that nothing can be written. */
    default boolean readOnly() {
        return false;
    }

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
     * Puts another file in the place of the database, which is closed for that and opened again. A
     * crash at any moment leaves the one or the other, never neither and never a mixture.
     *
     * @param replacement a complete database in the same folder; it is moved
     * @param keepAs where the replaced file is kept, in the same folder
     * @throws DatabaseException with {@link DatabaseErrorCode#BUSY} if anybody else, in this
     *     process or another, has the database open
     */
    void replaceFile(Path replacement, Path keepAs);
}
