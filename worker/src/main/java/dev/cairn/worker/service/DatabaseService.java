package dev.cairn.worker.service;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.OperationPolicy;
import dev.cairn.database.Rows;
import dev.cairn.database.sqlite.DatabaseOwnership;
import dev.cairn.worker.metrics.DatabaseGauges;
import dev.cairn.worker.metrics.Measurements;
import dev.cairn.worker.metrics.MetricsReport;
import dev.cairn.worker.protocol.MessageMemory;
import dev.cairn.worker.protocol.WorkerStatus;
import dev.cairn.worker.queue.WriteQueue;
import dev.cairn.worker.queue.WriteTicket;
import dev.cairn.worker.write.CommitKeys;
import dev.cairn.worker.write.GroupCommit;
import dev.cairn.worker.write.WriteUnit;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all sessions of a worker share: the owned file, its connections, the order of writers, and
 * each other.
 *
 * <p>How a write travels:
 *
 * <ol>
 *   <li>{@code Session} reads its frame, and {@code RequestDispatcher} hands it to {@code
 *       StatementExecution}.
 *   <li>{@code SessionStatements} has {@link StatementPolicy} check its text once.
 *   <li>{@code AutocommitWrites}, or {@code GroupedWrites} for a short one, makes a {@link
 *       WriteUnit} of it.
 *   <li>{@link WriteQueue} lets units in, in the order in which they came.
 *   <li>{@link GroupCommit} runs those that waited together in one transaction and commits it.
 *   <li>{@code SessionReplies} sends the answer, after the commit.
 * </ol>
 */
public final class DatabaseService {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseService.class);
    private static final long DRAIN_PAUSE_NANOS = 1_000_000;
    private static final long LONGEST_CLOSE_NANOS = 5_000_000_000L;
    private static final long CHECKPOINT_WAIT_NANOS = 100_000_000;

    private final MonitorRest monitorRest = new MonitorRest();
    private final DatabaseOwnership ownership;
    private final ServiceSettings settings;
    private final String epoch = randomKey();
    private final ServedConnections connections;
    private final CommitKeys keys;
    private final WriteQueue<WriteUnit> queue;
    private final WorkerClock clock = new WorkerClock();
    private final StatementPolicy policy;
    private final Measurements measurements = new Measurements();
    private final SlowStatements slowStatements;

    /** A client tries again by itself, so that the worker need not. */
    private final OperationPolicy maintenance =
            new OperationPolicy(OperationPolicy.Limits.standard().withAttempts(1));

    private final SessionList sessions;
    private volatile String lastFault = "";
    private volatile @Nullable StructureCheck structureCheck;
    private final MessageMemory messageMemory;

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
        this.sessions = new SessionList(settings.limits().sessions());
        this.connections = new ServedConnections(ownership, settings);
        this.keys = new CommitKeys(epoch, Clock.systemUTC());
        this.queue =
                new WriteQueue<>(
                        settings.limits().waitingWriters(),
                        settings.groups().units(),
                        settings.groups().patience().toNanos(),
                        new GroupCommit(
                                connections::writer,
                                connections::replaceWriter,
                                keys,
                                settings.groups().budget().toNanos()),
                        measurements);
    }

    /** Returns a random key of 128 bits in hexadecimal digits. */
    public static String randomKey() {
        byte[] key = new byte[16];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    /** Returns a text that differs for each start of a worker. */
    public String epoch() {
        return epoch;
    }

    /** Returns the settings of the service. */
    public ServiceSettings settings() {
        return settings;
    }

    /** Returns the file and its owner. */
    public DatabaseOwnership ownership() {
        return ownership;
    }

    /** Returns the connections to the file. */
    public ServedConnections connections() {
        return connections;
    }

    /** Returns the sessions that are open. */
    public SessionList sessions() {
        return sessions;
    }

    /** Returns the keys of recent commits. */
    public CommitKeys keys() {
        return keys;
    }

    /** Returns the order of the writers. */
    public WriteQueue<WriteUnit> queue() {
        return queue;
    }

    /** Returns the clock of leases. */
    public WorkerClock clock() {
        return clock;
    }

    /** Returns what the long messages of all sessions are counted in. */
    public MessageMemory messageMemory() {
        return messageMemory;
    }

    /** Returns the rules for statements of clients. */
    public StatementPolicy policy() {
        return policy;
    }

    /** Returns what is measured. */
    public Measurements measurements() {
        return measurements;
    }

    /** Returns the log of slow statements. */
    public SlowStatements slowStatements() {
        return slowStatements;
    }

    /** Returns what keeps work on the database as a whole away while it fails repeatedly. */
    public OperationPolicy maintenance() {
        return maintenance;
    }

    /** Keeps the last fault of the program, for the worker's status. */
    public void noteFault(Throwable fault) {
        lastFault = Instant.now() + " " + fault;
    }

    /** Looks through the database for damage while it is used. */
    public void checkStructure() {
        structureCheck =
                new StructureCheck(
                        connections::openForMaintenance,
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
    public void stopStructureCheck() {
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
    public MonitorRest monitorRest() {
        return monitorRest;
    }

    /**
     * Copies the write-ahead log into the database and restarts it, if the write lock is free at
     * once and no reader needs the log any more.
     */
    public void emptyLog() {
        WriteTicket<WriteUnit> ticket = WriteTicket.toHold("the worker", () -> "a checkpoint");
        try {
            queue.hold(ticket, CHECKPOINT_WAIT_NANOS);
        } catch (DatabaseException _) {
            return;
        }
        try (Rows rows = connections.writer().query("PRAGMA wal_checkpoint(TRUNCATE)")) {
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
    public <T> T alone(Function<DatabaseDriver, T> work) {
        stopStructureCheck();
        sessions.all().forEach(OpenSession::giveUpFreeDrivers);
        return connections.alone(work);
    }

    /** Refuses new writes, and waits for requests that run, at most as long as given. */
    public void drain(Duration limit) {
        queue.close("the worker is stopping; try again with the next one");
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() - deadline < 0
                && sessions.all().stream().anyMatch(OpenSession::isBusy)) {
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
            DatabaseDriver driver = connections.readers().take();
            try {
                return gauges(driver, logBytes);
            } finally {
                connections.readers().giveBack(driver);
            }
        } catch (DatabaseException e) {
            LOG.warn("the database cannot be measured: {}", e.getMessage());
            return new DatabaseGauges(sessions.count(), queue.waiting(), 0, 0, 0, logBytes);
        }
    }

    private DatabaseGauges gauges(DatabaseDriver driver, long logBytes) {
        return new DatabaseGauges(
                sessions.count(),
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
                sessions.descriptions(),
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
        sessions.all().forEach(OpenSession::close);
        long deadline = System.nanoTime() + LONGEST_CLOSE_NANOS;
        while (sessions.count() > 0) {
            if (System.nanoTime() - deadline > 0) {
                LOG.warn("{} sessions are stuck", sessions.count());
                return false;
            }
            LockSupport.parkNanos(this, DRAIN_PAUSE_NANOS);
        }
        connections.close();
        return true;
    }
}
