package dev.cairn.worker.manager;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.StoragePaths;
import dev.cairn.worker.proxy.SqliteDriverProxy;
import dev.cairn.worker.service.ServiceSettings;
import java.nio.file.Path;
import java.time.Duration;

/** A database with a worker of its own, which is stopped when the test is over. */
public final class WorkerFixture implements AutoCloseable {

    private final DatabaseConfiguration configuration;
    private final DbWorkerManager manager;

    /** Describes a worker with the usual settings; it is started when it is needed. */
    public WorkerFixture(Path folder) {
        this(folder, ServiceSettings.standard());
    }

    /** Describes a worker with other settings. */
    public WorkerFixture(Path folder, ServiceSettings settings) {
        this(configuration(folder, folder.resolve("test.db")), settings);
    }

    /** Describes the worker of a configured database. */
    public WorkerFixture(DatabaseConfiguration configuration, ServiceSettings settings) {
        this.configuration = configuration;
        this.manager = new DbWorkerManager(configuration, settings);
    }

    /** Returns the configuration of a database with everything else in the same folder. */
    public static DatabaseConfiguration configuration(Path folder, Path database) {
        StoragePaths storage = StoragePaths.below(folder);
        return new DatabaseConfiguration(
                DatabaseType.SQLITE,
                database,
                storage,
                new DatabaseConfiguration.WorkerSettings(
                        true,
                        storage.logs().resolve("db_worker.log"),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(20)));
    }

    /** Returns the same configuration with another worker. */
    static DatabaseConfiguration with(
            DatabaseConfiguration usual, DatabaseConfiguration.WorkerSettings worker) {
        return new DatabaseConfiguration(usual.type(), usual.path(), usual.storage(), worker);
    }

    /** Returns the configuration. */
    public DatabaseConfiguration configuration() {
        return configuration;
    }

    /** Returns the manager. */
    public DbWorkerManager manager() {
        return manager;
    }

    /** Opens a session. */
    public SqliteDriverProxy open() {
        return new SqliteDriverProxy(() -> manager.connect("test"), false);
    }

    /** Opens a session whose commits have keys. */
    public SqliteDriverProxy openWithKeys() {
        return new SqliteDriverProxy(() -> manager.connect("test"), true);
    }

    /** Returns the process of the worker, which is started if none runs. */
    public ProcessHandle process() {
        try (DatabaseDriver driver = open()) {
            return ProcessHandle.of(driver.information().ownerProcess()).orElseThrow();
        }
    }

    @Override
    public void close() {
        manager.stop(Duration.ofSeconds(1));
    }
}
