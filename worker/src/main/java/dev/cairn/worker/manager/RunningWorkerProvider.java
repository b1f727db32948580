package dev.cairn.worker.manager;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseDriverProvider;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseType;
import dev.cairn.worker.proxy.SqliteDriverProxy;
import dev.cairn.worker.proxy.WorkerClient;
import dev.cairn.worker.proxy.WorkerConnection;
import java.time.Duration;
import java.util.Optional;

/**
 * Serves SQLite files through a worker that another process keeps running. None is started here: it
 * would not end with that process. A worker that is being restarted is waited for.
 */
public final class RunningWorkerProvider implements DatabaseDriverProvider {

    private static final int ABOVE_STARTING_PROVIDER = 20;
    private static final Duration RESTART = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 20;

    private final WorkerClient client;

    /**
     * Makes the provider.
     *
     * @param client what this process is to the worker
     */
    public RunningWorkerProvider(WorkerClient client) {
        this.client = client;
    }

    @Override
    public boolean serves(DatabaseConfiguration configuration) {
        return configuration.type() == DatabaseType.SQLITE && configuration.worker().enabled();
    }

    @Override
    public int priority() {
        return ABOVE_STARTING_PROVIDER;
    }

    @Override
    public DriverSource open(DatabaseConfiguration configuration) {
        return new Source(new DbWorkerManager(configuration), client);
    }

    /** The worker outlives its clients, so nothing is closed here. */
    private record Source(DbWorkerManager manager, WorkerClient client) implements DriverSource {

        @Override
        public DatabaseDriver openDriver() {
            return new SqliteDriverProxy(this::connect, false);
        }

        private WorkerConnection connect() {
            long deadline = System.nanoTime() + RESTART.toNanos();
            while (true) {
                Optional<WorkerConnection> connection = manager.connectIfRunning(client);
                if (connection.isPresent()) {
                    return connection.get();
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new DatabaseException(
                            DatabaseErrorCode.NOT_CONNECTED,
                            "the worker of database '%s' is not running"
                                    .formatted(manager.address().database()));
                }
                pause();
            }
        }

        private static void pause() {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DatabaseException(
                        DatabaseErrorCode.CANCELLED, "the wait for the worker was interrupted", e);
            }
        }

        @Override
        public void close() {}
    }
}
