package dev.cairn.worker.session;

import dev.cairn.worker.service.DatabaseService;
import dev.cairn.worker.service.OpenSession;
import dev.cairn.worker.service.ServiceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches over the sessions from a thread of its own: looks at the sockets of busy sessions, so
 * that a client's end is noticed while its statement runs; undoes transactions that are idle for
 * too long; and keeps the write-ahead log within its bound.
 */
public final class SessionMonitor implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionMonitor.class);
    private static final long TICK_NANOS = Duration.ofMillis(2).toNanos();
    private static final long REST_NANOS = Duration.ofMillis(500).toNanos();
    private static final long SLOW_CHECKS_NANOS = Duration.ofMillis(20).toNanos();

    private final DatabaseService service;
    private final Path logFile;
    private volatile boolean closed;

    /** Makes a monitor; its thread is the caller's. */
    public SessionMonitor(DatabaseService service) {
        this.service = service;
        Path file = service.ownership().file();
        this.logFile = file.resolveSibling(file.getFileName() + "-wal");
    }

    @Override
    public void run() {
        long nextSlowChecks = System.nanoTime();
        long lastActive = nextSlowChecks;
        while (!closed) {
            boolean quiet = System.nanoTime() - lastActive > REST_NANOS;
            if (quiet) {
                service.monitorRest().sleep(REST_NANOS, this::isActive);
            } else {
                LockSupport.parkNanos(this, TICK_NANOS);
            }
            service.clock().tick(quiet ? REST_NANOS : TICK_NANOS);
            long now = System.nanoTime();
            lastActive = isActive() ? now : lastActive;
            boolean slowChecks = now - nextSlowChecks >= 0;
            if (slowChecks) {
                nextSlowChecks = now + SLOW_CHECKS_NANOS;
            }
            try {
                check(now, slowChecks);
            } catch (RuntimeException e) {
                LOG.error("the sessions could not be looked at", e);
                service.noteFault(e);
            }
        }
    }

    private boolean isActive() {
        return service.sessions().all().stream().anyMatch(OpenSession::isActive);
    }

    private void check(long now, boolean slowChecks) {
        service.sessions().all().forEach(session -> session.watchIfBusySince(now - TICK_NANOS));
        if (slowChecks) {
            service.sessions().all().forEach(OpenSession::endOverdueTransaction);
            service.sessions().all().forEach(OpenSession::endOverdueMessage);
            boundLog(now);
        }
    }

    private void boundLog(long now) {
        ServiceSettings settings = service.settings();
        long bytes = logBytes();
        if (bytes > settings.log().boundBytes()) {
            long oldest = now - settings.times().longestSnapshot().toNanos();
            service.sessions().all().forEach(session -> session.giveUpSnapshotsBefore(oldest));
            // It keeps a snapshot too, and no client waits for it.
            service.stopStructureCheck();
        }
        if (bytes > settings.log().checkpointBytes()) {
            service.emptyLog();
        }
    }

    /** Returns the size of the write-ahead log; asking for it does not open the file. */
    public long logBytes() {
        try {
            return Files.size(logFile);
        } catch (IOException _) {
            return 0;
        }
    }

    @Override
    public void close() {
        closed = true;
        service.monitorRest().wake();
    }
}
