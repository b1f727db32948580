package dev.cairn.database.engine;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Backups of an engine whose databases belong to a server. */
public non-sealed interface ServerBackupMethod extends BackupMethod {

    @Override
    default String ending() {
        return "sql";
    }

    /**
     * Returns the name that manifests know another database of the same server by.
     *
     * @param driver a conversation with any database of the server
     * @param name the name of the database that is meant
     */
    String database(DatabaseDriver driver, String name);

    /**
     * Makes a database from a copy and gives it the place of the one of that name. The server
     * exchanges both names in one transaction, so that there is always one of that name.
     *
     * @param driver a conversation with another database of the server
     * @param copy a copy that was found to be sound
     * @param target what is restored, and how
     * @return the name that the replaced database has now; empty if there was none
     * @throws DatabaseException with {@link DatabaseErrorCode#BUSY} if other sessions use the
     *     database and may not be ended
     */
    Optional<String> restore(
            DatabaseDriver driver, Path copy, RestoreTarget target, ProgressListener progress);

    /** Does work in another database of the server. */
    void inDatabase(DatabaseDriver driver, String name, Consumer<DatabaseDriver> work);
}
