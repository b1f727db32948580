package dev.cairn.database;

import dev.cairn.database.sqlite.DatabaseOwnership;
import dev.cairn.database.sqlite.SqliteDriver;
import dev.cairn.database.sqlite.SqliteSettings;
import java.nio.file.Path;

/** A SQLite file that a test owns, with one conversation. */
public final class OwnedDatabase implements AutoCloseable {

    private final DatabaseOwnership ownership;
    private final SqliteDriver driver;

    private OwnedDatabase(DatabaseOwnership ownership) {
        this.ownership = ownership;
        this.driver = new SqliteDriver(ownership, SqliteSettings.standard());
    }

    /** Opens a database, which is created if it is missing. */
    public static OwnedDatabase open(Path file) {
        DatabaseOwnership ownership = DatabaseOwnership.acquire(file, "test");
        try {
            return new OwnedDatabase(ownership);
        } catch (DatabaseException e) {
            ownership.close();
            throw e;
        }
    }

    /** Returns the ownership of the file. */
    public DatabaseOwnership ownership() {
        return ownership;
    }

    /** Returns the conversation that is open. */
    public SqliteDriver driver() {
        return driver;
    }

    /** Opens one more conversation; it is closed with the database at the latest. */
    public SqliteDriver openDriver() {
        return new SqliteDriver(ownership, SqliteSettings.standard());
    }

    @Override
    public void close() {
        ownership.close();
    }
}
