package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseDriverProvider;
import dev.cairn.database.DatabaseType;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves SQLite files from this process, which owns the file for as long as it is open. */
public final class SqliteDriverProvider implements DatabaseDriverProvider {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteDriverProvider.class);
    private static final Duration OWNERSHIP_LIMIT = Duration.ofSeconds(30);

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
                DatabaseOwnership.acquire(
                        configuration.path(),
                        command,
                        OWNERSHIP_LIMIT,
                        (phase, done, total) -> LOG.info("{} ({} s of {} s)", phase, done, total));
        return new OwnedFile(ownership);
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
