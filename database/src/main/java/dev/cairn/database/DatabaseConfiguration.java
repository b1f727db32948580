package dev.cairn.database;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Which database to open, and how.
 *
 * @param type the engine
 * @param path the database file; absolute
 * @param storage where what belongs to the database is kept
 * @param worker the worker that owns the file
 */
public record DatabaseConfiguration(
        DatabaseType type, Path path, StoragePaths storage, WorkerSettings worker) {

    /** Returns the same, but without a worker: this process is to own the file. */
    public DatabaseConfiguration withoutWorker() {
        WorkerSettings none =
                new WorkerSettings(
                        false, worker.logFile(), worker.idleStop(), worker.startTimeout());
        return new DatabaseConfiguration(type, path, storage, none);
    }

    /**
     * The worker that owns a SQLite file.
     *
     * @param enabled whether there is one; otherwise this process owns the file while it is open
     * @param logFile where the worker writes its log; absolute
     * @param idleStop how long a worker without sessions stays
     * @param startTimeout how long to wait for a worker to be ready
     */
    public record WorkerSettings(
            boolean enabled, Path logFile, Duration idleStop, Duration startTimeout) {}
}
