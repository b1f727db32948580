package dev.cairn.database.engine;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.nio.file.Path;

/** Backups of an engine whose database is one file. */
public non-sealed interface FileBackupMethod extends BackupMethod {

    @Override
    default String ending() {
        return "db";
    }

    @Override
    default String database(DatabaseDriver driver) {
        return file(driver).toString();
    }

    /** Returns the file. A restore writes the copy and keeps the replaced database next to it. */
    Path file(DatabaseDriver driver);

    /**
     * Builds what follows from the rows of a copy again, such as indexes, so that the copy of a
     * database whose indexes are damaged is sound.
     */
    void rebuildIndexes(Path copy);

    /**
     * Puts a copy in the place of the database. A crash at any moment leaves the one or the other,
     * never neither and never a mixture.
     *
     * @param copy a complete copy next to the file; it may be moved
     * @param keepAs where the replaced database is kept, next to it too
     * @throws DatabaseException with {@link DatabaseErrorCode#BUSY} if anybody else has the
     *     database open
     */
    void replace(DatabaseDriver driver, Path copy, Path keepAs);
}
