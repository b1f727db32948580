package dev.cairn.database.engine;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import java.nio.file.Path;

/**
 * One way to copy a database into a file and to bring it back. A manifest names the method of its
 * backup, so that a backup is restored by the method that made it.
 */
public interface BackupMethod {

    /** Returns the name that manifests know it by, such as {@code file}. */
    String name();

    /** Returns whether no table but Cairn's own has a row; such a database is not backed up. */
    boolean holdsNoRows(DatabaseDriver driver);

    /** Returns how large the copy is at most, in bytes. */
    long sizeBytes(DatabaseDriver driver);

    /**
     * Returns the path of the database's file; for an engine without one, a path that begins the
     * names of files that a restore needs. A restore writes the copy and keeps the replaced
     * database next to it, and backups are named after it.
     */
    Path location(DatabaseDriver driver);

    /**
     * Copies the database as it is at one moment. Writers are not held up.
     *
     * @param target a file that exists and is empty
     * @throws DatabaseException if a transaction is open or the copy fails
     */
    void copy(DatabaseDriver driver, Path target, ProgressListener progress);

    /**
     * Builds what follows from the rows of a copy again, such as indexes, so that the copy of a
     * database whose indexes are damaged is sound. An engine without such a thing does nothing.
     */
    default void rebuildIndexes(Path copy) {}

    /** Opens a copy and checks all of it; what is wrong is among its faults. */
    BackupContent inspect(Path copy);

    /**
     * Puts a copy in the place of the database. A crash at any moment leaves the one or the other,
     * never neither and never a mixture.
     *
     * @param copy a complete copy next to {@link #location}; it may be moved
     * @param keepAs where the replaced database is kept, next to it too
     * @throws DatabaseException with {@link DatabaseErrorCode#BUSY} if anybody else has the
     *     database open
     */
    void replace(DatabaseDriver driver, Path copy, Path keepAs);
}
