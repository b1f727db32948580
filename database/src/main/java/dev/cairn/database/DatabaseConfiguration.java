package dev.cairn.database;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
                        false,
                        worker.logFile(),
                        worker.idleStop(),
                        worker.startTimeout(),
                        worker.folders(),
                        worker.allowNetworkFileSystem(),
                        worker.spin());
        return new DatabaseConfiguration(type, path, storage, none);
    }

    /**
     * Returns the folders in which work on the database may read and write files: those of its data
     * and backups, its own, that of its project if it has one, and those that were configured
     * besides.
     */
    public List<Path> folders() {
        List<Path> all = new ArrayList<>(List.of(storage.data(), storage.backups()));
        Optional.ofNullable(path.toAbsolutePath().normalize().getParent()).ifPresent(all::add);
        storage.project().ifPresent(all::add);
        all.addAll(worker.folders());
        return List.copyOf(all);
    }

    /**
     * The worker that owns a SQLite file.
     *
     * @param enabled whether there is one; otherwise this process owns the file while it is open
     * @param logFile where the worker writes its log; absolute
     * @param idleStop how long a worker without sessions stays
     * @param startTimeout how long to wait for a worker to be ready
     * @param folders what the paths of requests may name besides the folders of the database
     * @param allowNetworkFileSystem whether the file may be where other machines reach it; it is
     *     safe there only if none does
     * @param spin how long a client polls for an answer before it sleeps: saves the wake-up of a
     *     thread, and costs a core; zero for not at all
     */
    public record WorkerSettings(
            boolean enabled,
            Path logFile,
            Duration idleStop,
            Duration startTimeout,
            List<Path> folders,
            boolean allowNetworkFileSystem,
            Duration spin) {

        /** Polling for longer saves nothing. */
        public static final Duration LONGEST_SPIN = Duration.ofMillis(10);

        public WorkerSettings {
            folders = List.copyOf(folders);
            if (spin.isNegative() || spin.compareTo(LONGEST_SPIN) > 0) {
                throw new IllegalArgumentException(
                        "spin (%s) must be between 0 and %s".formatted(spin, LONGEST_SPIN));
            }
        }

        /**
         * Makes the settings of a worker that uses the folders of its database, on a local disk.
         */
        public WorkerSettings(
                boolean enabled, Path logFile, Duration idleStop, Duration startTimeout) {
            this(enabled, logFile, idleStop, startTimeout, List.of(), false);
        }

        /** Makes the settings of a worker whose clients do not poll. */
        public WorkerSettings(
                boolean enabled,
                Path logFile,
                Duration idleStop,
                Duration startTimeout,
                List<Path> folders,
                boolean allowNetworkFileSystem) {
            this(
                    enabled,
                    logFile,
                    idleStop,
                    startTimeout,
                    folders,
                    allowNetworkFileSystem,
                    Duration.ZERO);
        }
    }
}
