package dev.cairn.worker.manager;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseDriverProvider;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.sqlite.SqliteDriverProvider;
import dev.cairn.worker.proxy.SqliteDriverProxy;
import dev.cairn.worker.proxy.WorkerClient;
import dev.cairn.worker.proxy.WorkerConnection;
import dev.cairn.worker.proxy.WorkerConnector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Serves SQLite files through the worker that owns them. A database that is configured with a
 * worker has one started if there is need; any other is asked of the worker that owns it already,
 * such as another program's, and opened by this process if there is none.
 */
public final class SqliteProxyDriverProvider implements DatabaseDriverProvider {

    private static final int ABOVE_DIRECT_DRIVER = 10;
    private static final WorkerClient CLIENT = WorkerClient.interactive("cairn");

    /** A worker names itself as the owner before it listens; so long it may take to get ready. */
    private static final Duration GETS_READY = Duration.ofSeconds(5);

    private static final long PAUSE_MILLIS = 20;

    private final SqliteDriverProvider direct;
    private final WorkerClient client;

    /** Makes a provider. */
    public SqliteProxyDriverProvider() {
        this(new SqliteDriverProvider());
    }

    /**
     * Makes a provider.
     *
     * @param direct opens what no worker owns
     */
    public SqliteProxyDriverProvider(SqliteDriverProvider direct) {
        this(direct, CLIENT);
    }

    /**
     * Makes a provider.
     *
     * @param direct opens what no worker owns
     * @param client what this process is to a worker
     */
    public SqliteProxyDriverProvider(SqliteDriverProvider direct, WorkerClient client) {
        this.direct = direct;
        this.client = client;
    }

    @Override
    public boolean serves(DatabaseConfiguration configuration) {
        return configuration.type() == DatabaseType.SQLITE
                && (configuration.worker().enabled()
                        || RunningWorker.ofOwner(configuration.path()).isPresent());
    }

    @Override
    public int priority() {
        return ABOVE_DIRECT_DRIVER;
    }

    @Override
    public DriverSource open(DatabaseConfiguration configuration) {
        if (configuration.worker().enabled()) {
            DbWorkerManager manager = new DbWorkerManager(configuration);
            return new WorkerSource(() -> manager.connect(client));
        }
        return answers(configuration.path())
                ? new WorkerSource(() -> connectToOwner(configuration.path()))
                : direct.open(configuration);
    }

    @Override
    public DriverSource openForReading(DatabaseConfiguration configuration) {
        return answers(configuration.path())
                ? new WorkerSource(() -> connectToOwner(configuration.path()))
                : direct.openForReading(configuration);
    }

    private static boolean answers(Path database) {
        long deadline = System.nanoTime() + GETS_READY.toNanos();
        Optional<RunningWorker> worker = RunningWorker.ofOwner(database);
        while (worker.isPresent() && System.nanoTime() - deadline < 0) {
            Optional<WorkerConnection> connection = worker.get().connect(CLIENT);
            if (connection.isPresent()) {
                connection.get().close();
                return true;
            }
            pause();
            worker = RunningWorker.ofOwner(database);
        }
        return false;
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

    /** The worker is not ours to start, so that its end is the end of the conversation. */
    private static WorkerConnection connectToOwner(Path database) {
        return RunningWorker.ofOwner(database)
                .flatMap(worker -> worker.connect(CLIENT))
                .orElseThrow(() ->
                        new DatabaseException(
                                DatabaseErrorCode.NOT_CONNECTED,
                                "the worker that owned '%s' has ended; try again"
                                        .formatted(database)));
    }

    /** The worker outlives its clients, so nothing is closed here. */
    private record WorkerSource(WorkerConnector connector) implements DriverSource {

        @Override
        public DatabaseDriver openDriver() {
            return new SqliteDriverProxy(connector, false);
        }

        @Override
        public void close() {}
    }
}
