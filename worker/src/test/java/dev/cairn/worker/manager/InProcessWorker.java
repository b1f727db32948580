package dev.cairn.worker.manager;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.worker.process.DbWorker;
import dev.cairn.worker.proxy.SqliteDriverProxy;
import dev.cairn.worker.service.ServiceSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A real worker behind its real socket, but in this process, where it starts within milliseconds.
 */
public final class InProcessWorker implements AutoCloseable {

    private final DbWorkerManager manager;
    private final DbWorker worker;
    private final Thread server;

    /** Starts a worker with the usual settings. */
    public InProcessWorker(Path folder) {
        this(folder, ServiceSettings.standard());
    }

    /** Starts a worker with other settings. */
    public InProcessWorker(Path folder, ServiceSettings settings) {
        this(WorkerFixture.configuration(folder, folder.resolve("test.db")), settings);
    }

    /** Starts the worker of a configured database. */
    public InProcessWorker(DatabaseConfiguration configuration, ServiceSettings settings) {
        manager = new DbWorkerManager(configuration, settings);
        worker = new DbWorker(manager.parameters(1_000, false));
        worker.start();
        server = Thread.ofPlatform().daemon().name("worker").start(worker::serve);
    }

    /** Returns where it listens. */
    public Path socket() {
        return manager.address().socket();
    }

    /** Returns the manager that finds it. */
    public DbWorkerManager manager() {
        return manager;
    }

    /** Opens a session. */
    public SqliteDriverProxy open() {
        return new SqliteDriverProxy(() -> manager.connect("test"), false);
    }

    @Override
    public void close() {
        manager.askToStop(Duration.ZERO);
        try {
            server.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        worker.close();
    }
}
