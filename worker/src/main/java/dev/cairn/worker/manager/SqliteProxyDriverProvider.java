package dev.cairn.worker.manager;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseDriverProvider;
import dev.cairn.database.DatabaseType;
import dev.cairn.worker.proxy.SqliteDriverProxy;

/** Serves SQLite files through the worker that owns them, which is started if there is need. */
public final class SqliteProxyDriverProvider implements DatabaseDriverProvider {

    private static final int ABOVE_DIRECT_DRIVER = 10;

    @Override
    public boolean serves(DatabaseConfiguration configuration) {
        return configuration.type() == DatabaseType.SQLITE && configuration.worker().enabled();
    }

    @Override
    public int priority() {
        return ABOVE_DIRECT_DRIVER;
    }

    @Override
    public DriverSource open(DatabaseConfiguration configuration) {
        return new WorkerSource(new DbWorkerManager(configuration));
    }

    /** The worker outlives its clients, so nothing is closed here. */
    private record WorkerSource(DbWorkerManager manager) implements DriverSource {

        private static final String CLIENT = "cairn";

        @Override
        public DatabaseDriver openDriver() {
            return new SqliteDriverProxy(() -> manager.connect(CLIENT), false);
        }

        @Override
        public void close() {}
    }
}
