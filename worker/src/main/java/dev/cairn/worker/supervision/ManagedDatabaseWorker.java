package dev.cairn.worker.supervision;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseType;
import dev.cairn.worker.manager.DbWorkerManager;
import dev.cairn.worker.protocol.WorkerStatus;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

/**
 * The worker of a database, as one of the workers of a program. Only SQLite needs one. A worker
 * that runs already is adopted: it is watched and, at the end, stopped like one that was started
 * here.
 */
public final class ManagedDatabaseWorker implements ManagedWorker {

    private final DatabaseConfiguration configuration;
    private volatile boolean wasThere;

    /** Describes the worker of a configured database. */
    public ManagedDatabaseWorker(DatabaseConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public boolean needed() {
        return configuration.type() == DatabaseType.SQLITE && configuration.worker().enabled();
    }

    /**
     * Starts or adopts it. A database that has vanished since is not made again: an empty one would
     * be no replacement.
     */
    @Override
    public ProcessHandle start() {
        if (wasThere && !Files.exists(configuration.path())) {
            throw new DatabaseException(
                    DatabaseErrorCode.NOT_CONNECTED,
                    "cannot start the worker again: database '%s' is gone"
                            .formatted(configuration.path()));
        }
        ProcessHandle process = process();
        wasThere = true;
        return process;
    }

    private ProcessHandle process() {
        return new DbWorkerManager(configuration).ensureRunning();
    }

    @Override
    public void drain(Duration limit) {
        new DbWorkerManager(configuration).askToStop(limit);
    }

    @Override
    public Activity activity() {
        WorkerStatus status =
                new DbWorkerManager(configuration)
                        .status()
                        .orElseThrow(() ->
                                new DatabaseException(
                                        DatabaseErrorCode.NOT_CONNECTED,
                                        "the worker of '%s' does not answer at its socket"
                                                .formatted(configuration.path())));
        return new Activity(
                status.waitingWriters(),
                status.sessions().size(),
                status.writer(),
                status.lastError(),
                Map.of());
    }
}
