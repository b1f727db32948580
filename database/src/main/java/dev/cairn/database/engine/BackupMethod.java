package dev.cairn.database.engine;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import java.nio.file.Path;

/**
 * One way to copy a database into a file and to bring it back. A manifest names the method of its
 * backup, so that a backup is restored by the method that made it.
 */
public sealed interface BackupMethod permits FileBackupMethod, ServerBackupMethod {

    /** Returns the name that manifests know it by, such as {@code file}. */
    String name();

    /** Returns the ending of the name of a copy, such as {@code db}. */
    String ending();

    /**
     * Returns whether a copy has all that the database has; of several methods the first is taken.
     */
    default boolean suits(DatabaseDriver driver) {
        return true;
    }

    /** Returns whether no table but Cairn's own has a row; such a database is not backed up. */
    boolean holdsNoRows(DatabaseDriver driver);

    /** Returns how large the copy is at most, in bytes. */
    long sizeBytes(DatabaseDriver driver);

    /** Returns the name that manifests know the database by, such as its path. */
    String database(DatabaseDriver driver);

    /**
     * Copies the database as it is at one moment. Does not block writers.
     *
     * @param target a file that exists and is empty
     * @throws DatabaseException if a transaction is open or the copy fails
     */
    void copy(DatabaseDriver driver, Path target, ProgressListener progress);

    /** Opens a copy and checks all of it; what is wrong is among its faults. */
    BackupContent inspect(Path copy);
}
