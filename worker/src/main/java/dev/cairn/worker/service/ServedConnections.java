package dev.cairn.worker.service;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.sqlite.DatabaseOwnership;
import dev.cairn.database.sqlite.SqliteDriver;
import dev.cairn.database.sqlite.SqliteSettings;
import dev.cairn.database.sqlite.StatementLimits;
import dev.cairn.database.sqlite.file.FileGuard;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a worker to its file. One of them is used for grouped writes alone and stays
 * open as long as the service, because SQLite removes the write-ahead log when the last one closes.
 */
public final class ServedConnections {

    private static final int IDLE_CONNECTIONS = 8;

    private final DatabaseOwnership ownership;
    private final ServiceSettings settings;
    private final DriverPool readers;
    private final DriverPool writers;
    private final String engineVersion;
    private volatile SqliteDriver writer;
    private volatile @Nullable FileGuard files;

    ServedConnections(DatabaseOwnership ownership, ServiceSettings settings) {
        this.ownership = ownership;
        this.settings = settings;
        this.writer = openWriter();
        this.engineVersion = writer.information().engineVersion();
        this.readers = new DriverPool(this::openReader, IDLE_CONNECTIONS);
        this.writers = new DriverPool(this::openWriter, IDLE_CONNECTIONS);
    }

    /** Returns the connections that refuse to write. */
    public DriverPool readers() {
        return readers;
    }

    /** Returns the connections that can write. */
    public DriverPool writers() {
        return writers;
    }

    /** Returns the connection of the grouped writes. */
    public SqliteDriver writer() {
        return writer;
    }

    /** Returns the version of SQLite. */
    public String engineVersion() {
        return engineVersion;
    }

    /** Opens a connection for statements of clients that only read, which refuses to write. */
    private SqliteDriver openReader() {
        return open(forClients().forReading());
    }

    /** Opens a connection for statements of clients. */
    private SqliteDriver openWriter() {
        return open(forClients());
    }

    private SqliteSettings forClients() {
        return SqliteSettings.standard()
                .withStatementTimeout(settings.times().longestStatement())
                .withLimits(
                        new StatementLimits(
                                settings.memory().valueBytes(),
                                settings.limits().statementBytes(),
                                settings.limits().values(),
                                settings.memory().sqliteBytes()));
    }

    /**
     * Opens a connection for work of the worker's own, which has SQLite's limits. The caller closes
     * it, so that no client's statement runs on it.
     */
    public SqliteDriver openForMaintenance() {
        return open(SqliteSettings.standard());
    }

    /** Opening the path of a file that was removed would make a new database in its place. */
    private SqliteDriver open(SqliteSettings connection) {
        requireSameFiles();
        SqliteDriver driver = new SqliteDriver(ownership, connection);
        if (files == null) {
            files = new FileGuard(ownership.file());
        }
        requireSameFiles();
        return driver;
    }

    private void requireSameFiles() {
        FileGuard guard = files;
        if (guard != null) {
            guard.require();
        }
    }

    /** Gives up the connection of the grouped writes, on which something was left. */
    void replaceWriter() {
        SqliteDriver old = writer;
        writer = openWriter();
        old.close();
    }

    /** Does work while no other connection is open. */
    <T> T alone(Function<DatabaseDriver, T> work) {
        requireSameFiles();
        readers.closeIdle();
        writers.closeIdle();
        writer.close();
        // The last connection takes the write-ahead log with it.
        files = null;
        try (DatabaseDriver only = openForMaintenance()) {
            return work.apply(only);
        } finally {
            // This program itself put the file there that is there now.
            files = null;
            writer = openWriter();
        }
    }

    void close() {
        readers.close();
        writers.close();
        writer.close();
    }
}
