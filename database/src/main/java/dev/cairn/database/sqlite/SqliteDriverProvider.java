package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseDriverProvider;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.sqlite.file.SqliteFile;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves SQLite files from this process, which owns the file for as long as it is open. */
public final class SqliteDriverProvider implements DatabaseDriverProvider {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteDriverProvider.class);
    private static final Duration OWNERSHIP_LIMIT = Duration.ofSeconds(30);

    private final ProgressListener waiting;

    /** Makes a provider that logs for what it waits. */
    public SqliteDriverProvider() {
        this((phase, done, total) -> LOG.info("{} ({} s of {} s)", phase, done, total));
    }

    /**
     * Makes a provider.
     *
     * @param waiting told once a second which process owns a database that is to be opened
     */
    public SqliteDriverProvider(ProgressListener waiting) {
        this.waiting = waiting;
    }

    @Override
    public boolean serves(DatabaseConfiguration configuration) {
        return configuration.type() == DatabaseType.SQLITE;
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public DriverSource open(DatabaseConfiguration configuration) {
        String command = ProcessHandle.current().info().command().orElse("java");
        DatabaseOwnership ownership =
                DatabaseOwnership.acquire(configuration.path(), command, OWNERSHIP_LIMIT, waiting);
        return new OwnedFile(ownership);
    }

    @Override
    public DriverSource openForReading(DatabaseConfiguration configuration) {
        return new FileToRead(SqliteFile.inExistingFolder(configuration.path()));
    }

    private record FileToRead(Path file) implements DriverSource {

        @Override
        public DatabaseDriver openDriver() {
            return SqliteDriver.openForReading(file, SqliteSettings.standard());
        }

        @Override
        public void close() {}
    }

    private record OwnedFile(DatabaseOwnership ownership) implements DriverSource {

        @Override
        public DatabaseDriver openDriver() {
            return new SqliteDriver(ownership, SqliteSettings.standard());
        }

        @Override
        public void close() {
            ownership.close();
        }
    }
}
