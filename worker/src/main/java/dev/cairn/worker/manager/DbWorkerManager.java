package dev.cairn.worker.manager;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.worker.launch.StartLock;
import dev.cairn.worker.launch.WorkerLauncher;
import dev.cairn.worker.process.DbWorkerProcess;
import dev.cairn.worker.process.WorkerParameters;
import dev.cairn.worker.protocol.WorkerStatus;
import dev.cairn.worker.protocol.WorkerSummary;
import dev.cairn.worker.proxy.WorkerClient;
import dev.cairn.worker.proxy.WorkerConnection;
import dev.cairn.worker.service.ServiceSettings;
import dev.cairn.worker.socket.WorkerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Provides a database with its worker when a client needs it: finds the running one, or starts one.
 * If several threads and processes do so at once, one worker is started and all of them find it.
 */
public final class DbWorkerManager {

    private static final Logger LOG = LoggerFactory.getLogger(DbWorkerManager.class);
    private static final long PAUSE_MILLIS = 10;

    private final DatabaseConfiguration configuration;
    private final WorkerAddress address;
    private final ServiceSettings service;

    /** Makes the manager of one configured database. */
    public DbWorkerManager(DatabaseConfiguration configuration) {
        this(
                configuration,
                ServiceSettings.standard().withIgnoredStop(configuration.worker().ignoredStop()));
    }

    /** Makes the manager of one configured database whose worker treats sessions in that way. */
    public DbWorkerManager(DatabaseConfiguration configuration, ServiceSettings service) {
        this.configuration = configuration;
        this.address = WorkerAddress.of(configuration);
        this.service = service;
    }

    /** Returns where the worker is found. */
    public WorkerAddress address() {
        return address;
    }

    /**
     * Connects to the worker, which is started if none runs.
     *
     * @param client what the client is, for people
     * @throws DatabaseException if the worker cannot be started, or turns the client away
     */
    public WorkerConnection connect(String client) {
        return connect(WorkerClient.interactive(client));
    }

    /** Connects as {@link #connect(String)} does, as a client with a weight. */
    public WorkerConnection connect(WorkerClient client) {
        return connect(client, false);
    }

    private WorkerConnection connect(WorkerClient client, boolean endsWithUs) {
        long deadline = System.nanoTime() + configuration.worker().startTimeout().toNanos();
        DatabaseException owned = null;
        while (true) {
            Optional<WorkerConnection> connection = connectIfRunning(client);
            if (connection.isPresent()) {
                return connection.get();
            }
            try (StartLock _ = StartLock.take(address.startLock(), deadline)) {
                connection = connectIfRunning(client);
                if (connection.isPresent()) {
                    return connection.get();
                }
                launch(deadline, endsWithUs);
            } catch (DatabaseException e) {
                if (e.code() != DatabaseErrorCode.OWNED_BY_ANOTHER
                        || System.nanoTime() - deadline > 0) {
                    throw owned == null ? e : owned;
                }
                // A worker that is ending has it still, or one that another program started just
                // now.
                owned = e;
                pause();
            }
        }
    }

    private void launch(long deadline, boolean endsWithUs) {
        long left = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
        long started = System.nanoTime();
        WorkerLauncher launcher =
                new WorkerLauncher(DbWorkerProcess.class, configuration.worker().logFile());
        String parameters = parameters(left, endsWithUs).toText();
        Duration limit = Duration.ofMillis(left);
        long process =
                endsWithUs
                        ? launcher.launch(parameters, limit).pid()
                        : launcher.launchDetached(parameters, limit);
        LOG.debug(
                "worker {} of '{}' was ready after {} ms",
                process,
                address.database(),
                (System.nanoTime() - started) / 1_000_000);
    }

    /** Returns the start parameters of the worker. */
    WorkerParameters parameters(long ownershipWaitMillis, boolean endsWithUs) {
        return new WorkerParameters(
                address.database().toString(),
                address.socket().toString(),
                address.record().toString(),
                endsWithUs ? 0 : configuration.worker().idleStop().toMillis(),
                endsWithUs,
                Math.min(ownershipWaitMillis, 1_000),
                configuration.folders().stream().map(Path::toString).toList(),
                configuration.worker().allowNetworkFileSystem(),
                service);
    }

    /** Connects to the worker; empty if none runs. */
    Optional<WorkerConnection> connectIfRunning(WorkerClient client) {
        return worker().connect(client);
    }

    private RunningWorker worker() {
        return new RunningWorker(
                address.database(), address.socket(), configuration.worker().spin());
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

    /** Returns how the worker is; empty if none runs. */
    public Optional<WorkerStatus> status() {
        return worker().status();
    }

    /** Returns what the worker has measured, as Prometheus reads it; empty if none runs. */
    public Optional<String> metrics() {
        return worker().metrics();
    }

    /**
     * Stops the worker and waits until it is gone.
     *
     * @see RunningWorker#stop
     */
    public boolean stop(Duration drain) {
        return worker().stop(drain);
    }

    /** Asks the worker to stop and returns its process; empty if none runs. */
    public Optional<ProcessHandle> askToStop(Duration drain) {
        return worker().askToStop(drain);
    }

    /**
     * Returns the process of the worker. If none runs, one is started that ends with this process.
     */
    public ProcessHandle ensureRunning() {
        try (WorkerConnection connection = connect(WorkerClient.interactive("supervision"), true)) {
            long process = connection.welcome().process();
            return ProcessHandle.of(process)
                    .orElseThrow(() ->
                            new DatabaseException(
                                    DatabaseErrorCode.WORKER_FAILED,
                                    "worker " + process + " ended at once"));
        }
    }

    /** Returns how the worker of a database is; empty if none runs. */
    public static Optional<WorkerStatus> status(DatabaseConfiguration configuration) {
        return of(configuration).flatMap(RunningWorker::status);
    }

    /** Returns in short how the worker of a database is; empty if none runs. */
    public static Optional<WorkerSummary> summary(DatabaseConfiguration configuration) {
        return of(configuration).flatMap(RunningWorker::summary);
    }

    /** Returns what the worker of a database has measured, as Prometheus reads it. */
    public static Optional<String> metrics(DatabaseConfiguration configuration) {
        return of(configuration).flatMap(RunningWorker::metrics);
    }

    /**
     * Stops the worker of a database.
     *
     * @param drain how long it may take to finish what runs
     * @return whether one was running
     */
    public static boolean stop(DatabaseConfiguration configuration, Duration drain) {
        return of(configuration).map(worker -> worker.stop(drain)).orElse(false);
    }

    /** A database that is configured without a worker may be another configuration's, with one. */
    private static Optional<RunningWorker> of(DatabaseConfiguration configuration) {
        return configuration.worker().enabled()
                ? Optional.of(new DbWorkerManager(configuration).worker())
                : RunningWorker.ofOwner(configuration.path());
    }
}
