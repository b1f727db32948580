package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.engine.EmptyDatabase;
import dev.cairn.database.file.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * An empty database in a folder of its own that is gone when it is closed: for work that needs a
 * whole driver, which a {@link SqliteScratch} in memory does not have.
 */
public final class SqliteEmptyDatabase implements EmptyDatabase {

    private static final String FILE = "temporary.db";

    private final Path folder;
    private final DatabaseOwnership ownership;
    private final SqliteDriver driver;

    private SqliteEmptyDatabase(Path folder, DatabaseOwnership ownership, SqliteDriver driver) {
        this.folder = folder;
        this.ownership = ownership;
        this.driver = driver;
    }

    /** Makes one that only this user can read. */
    public static SqliteEmptyDatabase open() {
        Path folder;
        try {
            folder = Files.createTempDirectory("cairn");
        } catch (IOException e) {
            throw failed("make", e);
        }
        try {
            return in(folder);
        } catch (DatabaseException e) {
            remove(folder);
            throw e;
        }
    }

    /** Makes an empty database whose conversation is over already, to be opened by its file. */
    public static SqliteEmptyDatabase empty() {
        SqliteEmptyDatabase made = open();
        made.ownership.close();
        return made;
    }

    /** Returns its file. */
    public Path file() {
        return ownership.file();
    }

    /** Makes a copy of a database, which can be changed without harm. */
    static SqliteEmptyDatabase copyOf(SqliteDriver original, ProgressListener progress) {
        Path folder;
        try {
            folder = Files.createTempDirectory("cairn");
        } catch (IOException e) {
            throw failed("make", e);
        }
        try {
            Path copy = folder.resolve(FILE);
            DurableFiles.create(copy);
            original.copyInto(copy, progress);
            return in(folder);
        } catch (IOException e) {
            remove(folder);
            throw failed("make", e);
        } catch (DatabaseException e) {
            remove(folder);
            throw e;
        }
    }

    private static SqliteEmptyDatabase in(Path folder) {
        DatabaseOwnership ownership =
                DatabaseOwnership.acquire(folder.resolve(FILE), "temporary database");
        try {
            SqliteDriver driver = new SqliteDriver(ownership, SqliteSettings.standard());
            driver.execute("PRAGMA synchronous = OFF");
            return new SqliteEmptyDatabase(folder, ownership, driver);
        } catch (DatabaseException e) {
            ownership.close();
            throw e;
        }
    }

    @Override
    public DatabaseDriver driver() {
        return driver;
    }

    @Override
    public void close() {
        ownership.close();
        remove(folder);
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw failed("remove", e);
        }
    }

    private static DatabaseException failed(String what, IOException cause) {
        return new DatabaseException(
                DatabaseErrorCode.IO, "cannot " + what + " a temporary database: " + cause, cause);
    }
}
