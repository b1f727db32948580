package dev.cairn.database;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which database to open, and how.
 *
 * @param type the engine
 * @param location the file or the server
 * @param storage where what belongs to the database is kept
 */
public record DatabaseConfiguration(
        DatabaseType type, DatabaseLocation location, StoragePaths storage) {

    /** Makes the configuration of a file. */
    public DatabaseConfiguration(
            DatabaseType type, Path path, StoragePaths storage, WorkerSettings worker) {
        this(type, new DatabaseLocation.File(path, worker), storage);
    }

    /**
     * Returns the configuration of a SQLite file that this process owns while it is open. Backups
     * go to the folder {@value StoragePaths#PROJECT_FOLDER} next to the file.
     */
    public static DatabaseConfiguration ofFile(Path path) {
        Path file = path.toAbsolutePath();
        StoragePaths storage = StoragePaths.below(file.resolveSibling(StoragePaths.PROJECT_FOLDER));
        return new DatabaseConfiguration(
                DatabaseType.SQLITE,
                file,
                storage,
                new WorkerSettings(
                        false, storage.logs().resolve("worker.log"), Duration.ZERO, Duration.ZERO));
    }

    /**
     * Returns the database file.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#INVALID_CONFIGURATION} if the
     *     database is on a server
     */
    public Path path() {
        return file().path();
    }

    /**
     * Returns the worker's settings.
     *
     * @throws DatabaseException as {@link #path} does
     */
    public WorkerSettings worker() {
        return file().worker();
    }

    private DatabaseLocation.File file() {
        return location.file();
    }

    /**
     * Returns the server.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#INVALID_CONFIGURATION} if the
     *     database is a file
     */
    public DatabaseLocation.Server server() {
        return location.server();
    }

    /** Returns whether a worker owns the database. */
    public boolean hasWorker() {
        return location instanceof DatabaseLocation.File file && file.worker().enabled();
    }

    /** Returns whether the database is a file of this machine. */
    @JsonIgnore
    public boolean isFile() {
        return location instanceof DatabaseLocation.File;
    }

    /** Returns another database of the same server. */
    public DatabaseConfiguration withDatabase(String name) {
        return new DatabaseConfiguration(type, server().withDatabase(name), storage);
    }

    /** Returns the same, but without a worker: this process is to own the file. */
    public DatabaseConfiguration withoutWorker() {
        return new DatabaseConfiguration(type, location.withoutWorker(), storage);
    }

    /**
     * Returns the folders in which work on the database may read and write files: those of its data
     * and backups, its own, that of its project if it has one, and the configured ones.
     */
    public List<Path> folders() {
        List<Path> all = new ArrayList<>(List.of(storage.data(), storage.backups()));
        storage.project().ifPresent(all::add);
        if (location instanceof DatabaseLocation.File file) {
            Optional.ofNullable(file.path().toAbsolutePath().normalize().getParent())
                    .ifPresent(all::add);
            all.addAll(file.worker().folders());
        }
        return List.copyOf(all);
    }

    /**
     * The worker that owns a SQLite file.
     *
     * @param enabled whether there is one; otherwise this process owns the file while it is open
     * @param logFile where the worker writes its log; absolute
     * @param idleStop how long a worker without sessions stays
     * @param startTimeout how long to wait for a worker to be ready
     * @param folders folders that requests may name in addition to those of the database
     * @param allowNetworkFileSystem whether the file may be where other machines reach it; it is
     *     safe there only if none does
     * @param spin how long a client polls for an answer before it sleeps: saves the wake-up of a
     *     thread, and costs a core; zero for not at all
     * @param ignoredStop for how long a statement may go on after it was stopped, before the worker
     *     ends itself; clients find the next one
     */
    public record WorkerSettings(
            boolean enabled,
            Path logFile,
            Duration idleStop,
            Duration startTimeout,
            List<Path> folders,
            boolean allowNetworkFileSystem,
            Duration spin,
            Duration ignoredStop) {

        /** Polling for longer saves nothing. */
        public static final Duration LONGEST_SPIN = Duration.ofMillis(10);

        /** The default of {@code ignoredStop}. */
        public static final Duration USUAL_IGNORED_STOP = Duration.ofSeconds(60);

        public WorkerSettings {
            folders = List.copyOf(folders);
            if (spin.isNegative() || spin.compareTo(LONGEST_SPIN) > 0) {
                throw new IllegalArgumentException(
                        "spin (%s) must be between 0 and %s".formatted(spin, LONGEST_SPIN));
            }
            if (ignoredStop.isNegative() || ignoredStop.isZero()) {
                throw new IllegalArgumentException(
                        "ignoredStop (%s) must be more than 0".formatted(ignoredStop));
            }
        }

        /**
         * Makes the settings of a worker that uses the folders of its database, on a local disk.
         */
        public WorkerSettings(
                boolean enabled, Path logFile, Duration idleStop, Duration startTimeout) {
            this(enabled, logFile, idleStop, startTimeout, List.of(), false);
        }

        /** Returns the settings of no worker: the process that opens the file owns it. */
        WorkerSettings disabled() {
            return new WorkerSettings(
                    false,
                    logFile,
                    idleStop,
                    startTimeout,
                    folders,
                    allowNetworkFileSystem,
                    spin,
                    ignoredStop);
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
                    Duration.ZERO,
                    USUAL_IGNORED_STOP);
        }
    }
}
