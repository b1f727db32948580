package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.sqlite.BusyHandler;
import org.sqlite.core.DB;

/**
 * Stops statements from outside: on request, or when their time limit passes. SQLite forgets an
 * interrupt that arrives before the statement takes its first step
 * (https://www.sqlite.org/c3ref/interrupt.html), so the interrupt is repeated until the statement
 * has ended. Waiting for a lock ends too, because the waiting is done here.
 */
final class StatementGuard {

    private static final long REPEAT_MILLIS = 5;
    private static final long LONGEST_BUSY_PAUSE_MILLIS = 20;
    private static final ScheduledThreadPoolExecutor WATCHDOG = watchdog();

    private static final long NOTICE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** All statements of this process that were stopped and are still in SQLite. */
    private static final Set<Execution> STOPPED = ConcurrentHashMap.newKeySet();

    private final DB database;
    private final Path file;
    private volatile @Nullable ProgressListener waiting;
    private final Set<Execution> open = new HashSet<>();
    private @Nullable Execution running;
    private boolean closed;

    /**
     * Makes a guard.
     *
     * @param file the database, whose users are named when a statement waits for them
     */
    StatementGuard(DB database, Path file) {
        this.database = database;
        this.file = file;
    }

    /**
     * Sets the listener that hears about once a second what a statement waits for; null for none.
     */
    void notifyOfWaits(@Nullable ProgressListener listener) {
        waiting = listener;
    }

    private static ScheduledThreadPoolExecutor watchdog() {
        ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("cairn-statement-watchdog").factory());
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    /** One statement, from its start until its rows are closed. */
    static final class Execution {

        private @Nullable DatabaseErrorCode ending;
        private @Nullable Future<?> timer;

        /** How often it was interrupted; a process that is frozen does not count on. */
        private final AtomicLong interrupts = new AtomicLong();

        private Execution() {}
    }

    /**
     * Returns for how long a statement of this process has been in SQLite after it was stopped, the
     * longest if there are several. Parts of SQLite do not look at the interrupt, such as the
     * parser of full-text expressions, and functions on one long value.
     */
    static Duration longestIgnoredStop() {
        long most = 0;
        for (Execution execution : STOPPED) {
            most = Math.max(most, execution.interrupts.get());
        }
        return Duration.ofMillis(most * REPEAT_MILLIS);
    }

    /** Registers a statement that is about to start. */
    Execution open(Optional<Duration> limit) {
        Execution execution = new Execution();
        limit.ifPresent(duration ->
                execution.timer =
                        WATCHDOG.schedule(
                                () -> stop(execution, DatabaseErrorCode.TIMEOUT),
                                duration.toNanos(),
                                TimeUnit.NANOSECONDS));
        synchronized (this) {
            open.add(execution);
        }
        return execution;
    }

    /** Forgets a statement that has ended. */
    synchronized void close(Execution execution) {
        open.remove(execution);
        STOPPED.remove(execution);
        if (execution.timer != null) {
            execution.timer.cancel(false);
        }
    }

    /** Returns whether the statement was stopped because its time limit passed. */
    synchronized boolean timedOut(Execution execution) {
        return execution.ending == DatabaseErrorCode.TIMEOUT;
    }

    /** Notes that the statement enters SQLite. */
    synchronized void enter(Execution execution) {
        if (execution.ending != null) {
            throw stopped(execution.ending);
        }
        running = execution;
    }

    /** Notes that the statement has left SQLite. */
    synchronized void leave() {
        if (running != null && running.ending != null) {
            STOPPED.remove(running);
        }
        running = null;
    }

    /**
     * Returns the exception for an error of a statement, by what stopped it.
     *
     * @param doing what was being done
     */
    synchronized DatabaseException failure(Execution execution, String doing, SQLException error) {
        if (execution.ending != null
                && (SqliteErrors.resultCode(error) == SqliteErrors.INTERRUPT || isBusy(error))) {
            return stopped(execution.ending);
        }
        return SqliteErrors.translate(doing, error);
    }

    private static boolean isBusy(SQLException error) {
        return SqliteErrors.resultCode(error) == SqliteErrors.BUSY;
    }

    private static DatabaseException stopped(DatabaseErrorCode ending) {
        return new DatabaseException(
                ending,
                ending == DatabaseErrorCode.TIMEOUT
                        ? "the statement was stopped because its time limit passed"
                        : "the statement was cancelled");
    }

    /** Cancels the statement that is in SQLite; if none is, those whose rows are open. */
    void cancel() {
        List<Execution> meant;
        synchronized (this) {
            meant = running != null ? List.of(running) : new ArrayList<>(open);
        }
        meant.forEach(execution -> stop(execution, DatabaseErrorCode.CANCELLED));
    }

    private synchronized void stop(Execution execution, DatabaseErrorCode ending) {
        if (closed || !open.contains(execution)) {
            return;
        }
        if (execution.ending == null) {
            execution.ending = ending;
        }
        if (running == execution) {
            execution.interrupts.incrementAndGet();
            STOPPED.add(execution);
            interrupt();
            execution.timer =
                    WATCHDOG.schedule(
                            () -> stop(execution, ending), REPEAT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void interrupt() {
        try {
            database.interrupt();
        } catch (SQLException e) {
            throw SqliteErrors.translate("interrupt the statement", e);
        }
    }

    /** Notes that the connection is about to close; nothing is interrupted from now on. */
    synchronized void shutDown() {
        closed = true;
    }

    /** Returns what waits for locks of other connections, at most as long as given. */
    BusyHandler busyHandler(Duration limit) {
        return new BusyHandler() {
            private long waitingSince;
            private long noticed;

            @Override
            protected int callback(int previousCalls) {
                long now = System.nanoTime();
                if (previousCalls == 0) {
                    waitingSince = now;
                    noticed = now;
                }
                if (now - noticed >= NOTICE_NANOS) {
                    noticed = now;
                    notice(Duration.ofNanos(now - waitingSince), limit);
                }
                return keepWaiting(waitingSince, previousCalls, limit) ? 1 : 0;
            }
        };
    }

    private void notice(Duration waited, Duration limit) {
        ProgressListener listener = waiting;
        if (listener != null) {
            listener.progress(
                    "waiting for " + ForeignProcesses.holding(file),
                    waited.toSeconds(),
                    Math.max(1, limit.toSeconds()));
        }
    }

    private boolean keepWaiting(long since, int previousCalls, Duration limit) {
        synchronized (this) {
            if (running != null && running.ending != null) {
                return false;
            }
        }
        if (System.nanoTime() - since >= limit.toNanos()) {
            return false;
        }
        try {
            Thread.sleep(Math.min(previousCalls + 1L, LONGEST_BUSY_PAUSE_MILLIS));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
