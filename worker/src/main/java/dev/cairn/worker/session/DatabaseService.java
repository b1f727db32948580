package dev.cairn.worker.session;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.OperationPolicy;
import dev.cairn.database.Rows;
import dev.cairn.database.sqlite.DatabaseOwnership;
import dev.cairn.database.sqlite.SqliteDriver;
import dev.cairn.database.sqlite.SqliteSettings;
import dev.cairn.database.sqlite.StatementLimits;
import dev.cairn.database.sqlite.file.FileGuard;
import dev.cairn.worker.metrics.DatabaseGauges;
import dev.cairn.worker.metrics.Measurements;
import dev.cairn.worker.metrics.MetricsReport;
import dev.cairn.worker.protocol.MessageMemory;
import dev.cairn.worker.protocol.WorkerStatus;
import dev.cairn.worker.queue.WriteQueue;
import dev.cairn.worker.queue.WriteTicket;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all sessions of a worker share: the owned file, its connections, the order of writers, and
 * each other. One connection is used for grouped writes alone and stays open as long as the
 * service, because SQLite removes the write-ahead log when the last one closes.
 *
 * <p>How a write travels:
 *
 * <ol>
 *   <li>{@link Session} reads its frame, and {@link SessionRequests} hands it to {@link
 *       Conversation}.
 *   <li>{@link SessionStatements} has {@link StatementPolicy} check its text once.
 *   <li>{@link AutocommitWrites}, or {@link GroupedWrites} for a short one, makes a {@link
 *       WriteUnit} of it.
 *   <li>{@link WriteQueue} lets units in, in the order in which they came.
 *   <li>{@link GroupCommit} runs those that waited together in one transaction and commits it.
 *   <li>{@link SessionReplies} sends the answer, after the commit.
 * </ol>
 */
public final class DatabaseService {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseService.class);
    private static final long DRAIN_PAUSE_NANOS = 1_000_000;
    private static final long LONGEST_CLOSE_NANOS = 5_000_000_000L;
    private static final int IDLE_CONNECTIONS = 8;
    private static final long CHECKPOINT_WAIT_NANOS = 100_000_000;

    private final MonitorRest monitorRest = new MonitorRest();
    private final DatabaseOwnership ownership;
    private final ServiceSettings settings;
    private final String epoch = randomKey();
    private final DriverPool readers;
    private final DriverPool writers;
    private final String engineVersion;
    private volatile SqliteDriver writer;
    private final CommitKeys keys;
    private final WriteQueue<WriteUnit> queue;
    private final WorkerClock clock = new WorkerClock();
    private final StatementPolicy policy;
    private final Measurements measurements = new Measurements();
    private final SlowStatements slowStatements;

    /** A client tries again by itself, so that the worker need not. */
    private final OperationPolicy maintenance =
            new OperationPolicy(OperationPolicy.Limits.standard().withAttempts(1));

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private volatile @Nullable FileGuard files;
    private volatile String lastFault = "";
    private volatile @Nullable StructureCheck structureCheck;
    private final MessageMemory messageMemory;
    private final AtomicLong sessionNumbers = new AtomicLong();

    /** Opens the database. */
    public DatabaseService(DatabaseOwnership ownership, ServiceSettings settings) {
        this.ownership = ownership;
        this.settings = settings;
        this.messageMemory =
                new MessageMemory(
                        Math.min(
                                settings.memory().messageBytes(),
                                Runtime.getRuntime().maxMemory() / 4));
        this.policy = new StatementPolicy(settings.limits().statementBytes());
        this.slowStatements = new SlowStatements(settings.times().slowStatement());
        this.writer = openWriter();
        this.engineVersion = writer.information().engineVersion();
        this.readers = new DriverPool(this::openReader, IDLE_CONNECTIONS);
        this.writers = new DriverPool(this::openWriter, IDLE_CONNECTIONS);
        this.keys = new CommitKeys(epoch, Clock.systemUTC());
        this.queue =
                new WriteQueue<>(
                        settings.limits().waitingWriters(),
                        settings.groups().units(),
                        settings.groups().patience().toNanos(),
                        new GroupCommit(
                                this::writer,
                                this::replaceWriter,
                                keys,
                                settings.groups().budget().toNanos()),
                        measurements);
    }

    /** Opens a connection for statements of clients that only read, which refuses to write. */
    private SqliteDriver openReader() {
        return open(forClients().forReading());
    }

    /** Opens a connection for statements of clients. */
    private SqliteDriver openWriter() {
        return open(forClients());
    }

    private SqliteSettings forClients() {
        return SqliteSettings.standard()
                .withStatementTimeout(settings.times().longestStatement())
                .withLimits(
                        new StatementLimits(
                                settings.memory().valueBytes(),
                                settings.limits().statementBytes(),
                                settings.limits().values(),
                                settings.memory().sqliteBytes()));
    }

    /**
     * Opens a connection for work of the worker's own, which has SQLite's limits. The caller closes
     * it, so that no client's statement runs on it.
     */
    SqliteDriver openForMaintenance() {
        return open(SqliteSettings.standard());
    }

    /** Opening the path of a file that was removed would make a new database in its place. */
    private SqliteDriver open(SqliteSettings connection) {
        requireSameFiles();
        SqliteDriver driver = new SqliteDriver(ownership, connection);
        if (files == null) {
            files = new FileGuard(ownership.file());
        }
        requireSameFiles();
        return driver;
    }

    private void requireSameFiles() {
        FileGuard guard = files;
        if (guard != null) {
            guard.require();
        }
    }

    /** Gives up the connection of the grouped writes, on which something was left. */
    private void replaceWriter() {
        SqliteDriver old = writer;
        writer = openWriter();
        old.close();
    }

    static String randomKey() {
        byte[] key = new byte[16];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    /** Returns what tells this start of the worker from every other. */
    public String epoch() {
        return epoch;
    }

    ServiceSettings settings() {
        return settings;
    }

    DatabaseOwnership ownership() {
        return ownership;
    }

    /** Returns the connections that refuse to write. */
    DriverPool readers() {
        return readers;
    }

    /** Returns the connections that can write. */
    DriverPool writers() {
        return writers;
    }

    SqliteDriver writer() {
        return writer;
    }

    String engineVersion() {
        return engineVersion;
    }

    CommitKeys keys() {
        return keys;
    }

    WriteQueue<WriteUnit> queue() {
        return queue;
    }

    WorkerClock clock() {
        return clock;
    }

    /** Returns what the long messages of all sessions are counted in. */
    MessageMemory messageMemory() {
        return messageMemory;
    }

    StatementPolicy policy() {
        return policy;
    }

    Measurements measurements() {
        return measurements;
    }

    SlowStatements slowStatements() {
        return slowStatements;
    }

    /** Returns what keeps work on the database as a whole away while it fails repeatedly. */
    OperationPolicy maintenance() {
        return maintenance;
    }

    /** Keeps the last fault of the program, for those who ask how the worker is. */
    void noteFault(Throwable fault) {
        lastFault = Instant.now() + " " + fault;
    }

    /** Looks through the database for damage while it is used. */
    public void checkStructure() {
        structureCheck =
                new StructureCheck(
                        this::openForMaintenance,
                        damage -> {
                            LOG.error("database '{}' is damaged: {}", ownership.file(), damage);
                            lastFault =
                                    Instant.now()
                                            + " the database is damaged: "
                                            + damage
                                            + "; run 'cairn schema verify', and restore a backup";
                        });
    }

    /** Gives the look through the database up, if one is under way, because it is in the way. */
    void stopStructureCheck() {
        StructureCheck check = structureCheck;
        if (check != null) {
            check.close();
            structureCheck = null;
        }
    }

    /** Returns who has the write lock though its thread has ended, which nothing can mend. */
    public Optional<String> deadWriter() {
        return queue.deadHolderText();
    }

    /** Returns the sleep of the monitor, which requests end. */
    MonitorRest monitorRest() {
        return monitorRest;
    }

    /** Returns the sessions that are open. */
    Iterable<Session> sessions() {
        return sessions.values();
    }

    /** Returns how many sessions are open. */
    public int sessionCount() {
        return sessions.size();
    }

    long nextSessionNumber() {
        return sessionNumbers.incrementAndGet();
    }

    /** Enters a session in the list, under the key by which it can be stopped. */
    void enter(String cancelKey, Session session) {
        if (sessions.size() >= settings.limits().sessions()) {
            throw new DatabaseException(
                    DatabaseErrorCode.OVERLOADED,
                    "the worker has %d sessions already, which is the limit; close one"
                            .formatted(settings.limits().sessions()));
        }
        sessions.put(cancelKey, session);
    }

    void leave(String cancelKey) {
        sessions.remove(cancelKey);
    }

    /** Stops what the session with that key does; does nothing if there is none. */
    void cancel(String cancelKey, int request) {
        Session session = sessions.get(cancelKey);
        if (session != null) {
            session.cancel(request);
        }
    }

    /**
     * Copies the write-ahead log into the database and lets it begin anew, if the write lock is
     * free at once and no reader needs it any more.
     */
    void emptyLog() {
        WriteTicket<WriteUnit> ticket = WriteTicket.toHold("the worker", () -> "a checkpoint");
        try {
            queue.hold(ticket, CHECKPOINT_WAIT_NANOS);
        } catch (DatabaseException _) {
            return;
        }
        try (Rows rows = writer.query("PRAGMA wal_checkpoint(TRUNCATE)")) {
            rows.next();
        } catch (DatabaseException e) {
            LOG.warn("the write-ahead log could not be copied: {}", e.getMessage());
        } finally {
            queue.release(ticket);
        }
    }

    /** Returns how long a connection may be silent before it is a session. */
    public Duration helloTimeout() {
        return settings.times().helloTimeout();
    }

    /**
     * Does work that no other connection may be open for, such as putting another file in the place
     * of the database. The caller holds the write lock; sessions that have rows or a transaction
     * open keep their connection, and the work meets it.
     */
    <T> T alone(Function<DatabaseDriver, T> work) {
        stopStructureCheck();
        sessions.values().forEach(Session::giveUpFreeDrivers);
        requireSameFiles();
        readers.closeIdle();
        writers.closeIdle();
        writer.close();
        // The last connection takes the write-ahead log with it.
        files = null;
        try (DatabaseDriver only = openForMaintenance()) {
            return work.apply(only);
        } finally {
            // Whatever file is there now was put there by ourselves.
            files = null;
            writer = openWriter();
        }
    }

    /** Refuses new writes, and waits for requests that run, at most as long as given. */
    public void drain(Duration limit) {
        queue.close("the worker is stopping; try again with the next one");
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() - deadline < 0
                && sessions.values().stream().anyMatch(Session::isBusy)) {
            LockSupport.parkNanos(this, DRAIN_PAUSE_NANOS);
        }
    }

    /** Returns the report of what was measured. */
    public MetricsReport metrics(long logBytes) {
        return new MetricsReport(measurements, () -> gauges(logBytes));
    }

    /** A database that cannot be asked must not keep the worker from telling how it is. */
    private DatabaseGauges gauges(long logBytes) {
        try {
            DatabaseDriver driver = readers.take();
            try {
                return gauges(driver, logBytes);
            } finally {
                readers.giveBack(driver);
            }
        } catch (DatabaseException e) {
            LOG.warn("the database cannot be measured: {}", e.getMessage());
            return new DatabaseGauges(sessions.size(), queue.waiting(), 0, 0, 0, logBytes);
        }
    }

    private DatabaseGauges gauges(DatabaseDriver driver, long logBytes) {
        return new DatabaseGauges(
                sessions.size(),
                queue.waiting(),
                number(driver, "PRAGMA page_count"),
                number(driver, "PRAGMA freelist_count"),
                number(driver, "PRAGMA page_size"),
                logBytes);
    }

    private static long number(DatabaseDriver driver, String pragma) {
        return driver.queryValue(pragma).map(value -> (Long) value).orElse(0L);
    }

    /** Returns how the worker is, with what only its process knows given. */
    public WorkerStatus status(
            String state,
            String program,
            String socket,
            long uptimeMillis,
            long idleStopMillis,
            long logBytes,
            int restarts,
            String lastCrash) {
        return new WorkerStatus(
                state,
                ProcessHandle.current().pid(),
                program,
                epoch,
                ownership.file().toString(),
                socket,
                uptimeMillis,
                sessions.values().stream().map(Session::description).toList(),
                queue.waiting(),
                queue.holderText().orElse(""),
                ownership.file().toFile().length(),
                logBytes,
                idleStopMillis,
                lastFault,
                restarts,
                lastCrash,
                maintenance.status(),
                metrics(logBytes).values());
    }

    /**
     * Ends all sessions, rolls their transactions back, and closes the database.
     *
     * @return whether it could be closed; if not, a session is stuck in a statement, and only the
     *     end of the process frees what it has
     */
    public boolean close() {
        queue.close("the worker is stopping");
        stopStructureCheck();
        sessions.values().forEach(Session::close);
        long deadline = System.nanoTime() + LONGEST_CLOSE_NANOS;
        while (!sessions.isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                LOG.warn("{} sessions are stuck", sessions.size());
                return false;
            }
            LockSupport.parkNanos(this, DRAIN_PAUSE_NANOS);
        }
        readers.close();
        writers.close();
        writer.close();
        return true;
    }
}
