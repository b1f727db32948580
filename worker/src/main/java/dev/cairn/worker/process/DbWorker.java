package dev.cairn.worker.process;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.sqlite.DatabaseOwnership;
import dev.cairn.database.sqlite.SqliteDriver;
import dev.cairn.worker.protocol.WorkerStatus;
import dev.cairn.worker.service.AllowedFolders;
import dev.cairn.worker.service.DatabaseService;
import dev.cairn.worker.service.OpenSession;
import dev.cairn.worker.session.SessionMonitor;
import dev.cairn.worker.session.WorkerRequests;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner of a SQLite file: takes the ownership, opens the database, listens, and serves its
 * clients. It stops on request, after some time without sessions, or with its parent process if it
 * belongs to one.
 */
public final class DbWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DbWorker.class);
    private static final long TICK_MILLIS = 250;

    /** A restore takes the database away for a moment; one that is gone for longer is gone. */
    private static final int TICKS_UNTIL_GONE = 2;

    /** After so long it is tried again to make a socket that could not be made. */
    private static final long SOCKET_PAUSE_NANOS = 5_000_000_000L;

    /** The status with which a worker ends that cannot write any more. */
    private static final int STUCK_STATUS = 70;

    private final WorkerParameters parameters;
    private final DatabaseOwnership ownership;
    private final DatabaseService service;
    private final WorkerRequests requests;
    private SessionListener listener;
    private final SessionMonitor monitor;
    private final CrashRecord crashes;
    private final long startedAt = System.nanoTime();
    private boolean databaseSeen;
    private int ticksWithoutDatabase;
    private long nextSocketAt = startedAt;
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<@Nullable Duration> stopping = new AtomicReference<>();

    /**
     * Takes the ownership of the database, opens it, and makes the socket.
     *
     * @throws DatabaseException if one of them cannot be done; nothing is held then
     */
    public DbWorker(WorkerParameters parameters) {
        if (!parameters.allowNetworkFileSystem()) {
            NetworkFileSystem.refuse(Path.of(parameters.database()));
        }
        this.parameters = parameters;
        this.ownership =
                DatabaseOwnership.acquire(
                        Path.of(parameters.database()),
                        "worker",
                        Optional.of(Path.of(parameters.socket())),
                        Duration.ofMillis(parameters.ownershipWaitMillis()),
                        ProgressListener.NONE);
        DatabaseService opened = null;
        try {
            opened = new DatabaseService(ownership, parameters.service());
            this.service = opened;
            this.monitor = new SessionMonitor(service);
            this.crashes = CrashRecord.onStart(Path.of(parameters.record()));
            this.requests =
                    new WorkerRequests(
                            version(),
                            new AllowedFolders(
                                    parameters.folders().stream().map(Path::of).toList()),
                            this::status,
                            this::metrics,
                            this::stop);
            this.listener = listen();
        } catch (RuntimeException e) {
            if (opened != null) {
                opened.close();
            }
            ownership.close();
            throw e;
        }
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    static String version() {
        String version = DbWorker.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Begins to serve. */
    public void start() {
        if (crashes.afterCrash()) {
            // Before the first client, whose restore could not give it up otherwise.
            service.checkStructure();
        }
        Thread.ofPlatform().daemon().name("session-monitor").start(monitor);
        accept(listener);
        writeRecord();
    }

    private SessionListener listen() {
        return SessionListener.open(Path.of(parameters.socket()), service, requests);
    }

    private static void accept(SessionListener listener) {
        Thread.ofPlatform().daemon().name("session-listener").start(listener::acceptAll);
    }

    /** Makes the socket again if it was removed; open sessions are not touched. */
    private void replaceLostSocket() {
        if (System.nanoTime() - nextSocketAt >= 0 && !listener.isInPlace()) {
            LOG.warn("the socket '{}' was removed; making it again", parameters.socket());
            try {
                listener.close();
                listener = listen();
                accept(listener);
                nextSocketAt = System.nanoTime();
            } catch (DatabaseException e) {
                LOG.error("the worker cannot be reached by new clients: {}", e.getMessage());
                nextSocketAt = System.nanoTime() + SOCKET_PAUSE_NANOS;
            }
        }
    }

    /** Stops on a signal, or when the standard input of the process ends. */
    void stopWhenAsked(BufferedReader input) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopOnSignal, "shutdown"));
        if (parameters.endsWithParent()) {
            Thread.ofPlatform().daemon().name("parent-watch").start(() -> stopWithParent(input));
        }
    }

    private void stopWithParent(BufferedReader input) {
        try {
            while (input.readLine() != null) {
                // Nothing more is said; only the end counts.
            }
        } catch (IOException e) {
            LOG.debug("standard input: {}", e.toString());
        }
        LOG.info("the parent is gone");
        stop(0);
    }

    private void stopOnSignal() {
        stop(0);
        try {
            if (!stopped.await(10, TimeUnit.SECONDS)) {
                LOG.warn("the worker did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Serves until something stops the worker. */
    public void serve() {
        // The log takes as long to begin as all that is done before the first answer.
        tick();
        LOG.info("worker {} owns '{}'", pid(), ownership.file());
        long idleSince = System.nanoTime();
        long writableAt = idleSince;
        while (stopping.get() == null) {
            if (isDatabaseGone()) {
                LOG.warn("the database '{}' was removed or moved", ownership.file());
                stop(0);
                break;
            }
            replaceLostSocket();
            long now = System.nanoTime();
            Optional<String> stuck = service.deadWriter();
            if (stuck.isEmpty()) {
                writableAt = now;
            } else if (now - writableAt > parameters.service().times().watchdog().toNanos()) {
                endStuck(
                        "the write lock is held for ever by %s, whose thread has ended"
                                .formatted(stuck.get()));
            }
            endIfAStopIsIgnored();
            listener.closeSilent(now - parameters.service().times().helloTimeout().toNanos());
            if (service.sessions().count() > 0) {
                idleSince = now;
            } else if (parameters.idleStopMillis() > 0
                    && now - idleSince > parameters.idleStopMillis() * 1_000_000) {
                LOG.info("without sessions for {} ms", parameters.idleStopMillis());
                stop(0);
            }
            tick();
        }
    }

    /**
     * Without its file the worker can keep nothing, and it is in the way of a worker for a new
     * file.
     */
    private boolean isDatabaseGone() {
        boolean present = Files.exists(ownership.file());
        databaseSeen |= present;
        ticksWithoutDatabase = present || !databaseSeen ? 0 : ticksWithoutDatabase + 1;
        return ticksWithoutDatabase >= TICKS_UNTIL_GONE;
    }

    /** Waits for the next round; a request to stop ends the wait. */
    private void tick() {
        try {
            if (stopAsked.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("asked to stop");
            }
        } catch (InterruptedException _) {
            stop(0);
        }
    }

    /**
     * A statement that does not look at SQLite's interrupt keeps a core busy, and as a writer the
     * write lock, for as long as its client likes. Only the end of the process stops it. What was
     * acknowledged is in the log, and clients find the next worker.
     */
    private void endIfAStopIsIgnored() {
        Duration ignored = SqliteDriver.longestIgnoredStop();
        if (ignored.compareTo(parameters.service().times().ignoredStop()) > 0) {
            endStuck(
                    "a statement goes on %d s after it was stopped; sessions: %s"
                            .formatted(
                                    ignored.toSeconds(),
                                    service.sessions().all().stream()
                                            .filter(OpenSession::isBusy)
                                            .map(OpenSession::description)
                                            .toList()));
        }
    }

    /** Ends the process at once, so that the next worker can do what this one cannot any more. */
    private static void endStuck(String reason) {
        LOG.error("{}", reason);
        Thread.getAllStackTraces()
                .forEach((thread, stack) -> LOG.error("{}: {}", thread, List.of(stack)));
        Runtime.getRuntime().halt(STUCK_STATUS);
    }

    private void stop(long drainMillis) {
        stopping.compareAndSet(null, Duration.ofMillis(drainMillis));
        stopAsked.countDown();
    }

    private WorkerStatus status() {
        return service.status(
                stopping.get() == null ? "running" : "stopping",
                version(),
                parameters.socket(),
                (System.nanoTime() - startedAt) / 1_000_000,
                parameters.idleStopMillis(),
                monitor.logBytes(),
                crashes.restarts(),
                CrashRecord.last(Path.of(parameters.record())).text());
    }

    private String metrics() {
        return service.metrics(monitor.logBytes()).prometheus();
    }

    private void writeRecord() {
        try {
            Files.writeString(Path.of(parameters.record()), pid() + "\n");
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.IO,
                    "cannot write '%s': %s".formatted(parameters.record(), e),
                    e);
        }
    }

    /** Waits for running work within the given time, then gives everything up. */
    @Override
    public void close() {
        listener.close();
        Duration drain = stopping.get();
        service.drain(drain == null ? Duration.ZERO : drain);
        monitor.close();
        if (service.close()) {
            ownership.close();
        }
        try {
            crashes.onOrderlyEnd(Path.of(parameters.record()));
            Files.deleteIfExists(Path.of(parameters.record()));
        } catch (IOException e) {
            LOG.warn("cannot remove '{}': {}", parameters.record(), e.toString());
        }
        LOG.info("worker {} gave '{}' up", pid(), ownership.file());
        stopped.countDown();
    }
}
