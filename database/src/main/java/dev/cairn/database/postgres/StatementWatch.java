package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The statement that a conversation is running, which another thread can cancel, and which is
 * cancelled when its time limit passes.
 *
 * <p>A cancel goes to the server over a connection of its own and stops whatever the session runs
 * when it arrives. So nothing is begun while one is under way, and it is sent again while the
 * statement goes on.
 */
final class StatementWatch {

    private static final long REPEAT_MILLIS = 50;

    /** After so many, the server does not answer, and the connection is given up. */
    private static final int MOST_CANCELS = 200;

    private @Nullable Connection running;
    private @Nullable ScheduledFuture<?> next;
    private boolean cancelled;
    private boolean late;
    private int cancels;

    /** The time at which a statement must have ended; empty for no limit. */
    record Deadline(Optional<Duration> limit, long endNanos) {

        static Deadline in(Optional<Duration> limit) {
            return new Deadline(
                    limit,
                    limit.map(time -> System.nanoTime() + time.toNanos()).orElse(Long.MAX_VALUE));
        }
    }

    /** Work that a server does. */
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Runs work that ends at its deadline, or when it is cancelled. */
    <T> T run(Connection connection, Deadline deadline, Work<T> work) throws SQLException {
        enter(connection, deadline);
        try {
            return work.run();
        } finally {
            leave();
        }
    }

    private synchronized void enter(Connection connection, Deadline deadline) {
        running = connection;
        cancelled = false;
        late = false;
        cancels = 0;
        if (deadline.limit().isPresent()) {
            next = Clock.after(deadline.endNanos() - System.nanoTime(), this::passDeadline);
        }
    }

    private synchronized void leave() {
        running = null;
        ScheduledFuture<?> waiting = next;
        if (waiting != null) {
            waiting.cancel(false);
            next = null;
        }
    }

    private synchronized void passDeadline() {
        if (running != null) {
            late = true;
            send();
        }
    }

    /** Cancels what is running; does nothing if nothing is. */
    synchronized void cancel() {
        if (running != null) {
            cancelled = true;
            send();
        }
    }

    private synchronized void send() {
        Connection connection = running;
        if (connection == null) {
            return;
        }
        cancels++;
        try {
            if (cancels > MOST_CANCELS) {
                connection.abort(Runnable::run);
                return;
            }
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException _) {
            // It is sent again.
        }
        next = Clock.after(TimeUnit.MILLISECONDS.toNanos(REPEAT_MILLIS), this::send);
    }

    /** Returns the exception for an error of the work that ran last. */
    synchronized DatabaseException failure(String doing, Deadline deadline, SQLException error) {
        boolean stopped = PostgresErrors.state(error).equals("57014");
        boolean byServer = stopped && String.valueOf(error.getMessage()).contains("timeout");
        if (stopped && (late || byServer)) {
            return new DatabaseException(
                    DatabaseErrorCode.TIMEOUT,
                    "cannot "
                            + doing
                            + ": it was stopped after its time limit"
                            + deadline.limit()
                                    .map(time -> " of " + time.toMillis() + " ms")
                                    .orElse("")
                            + " [57014]",
                    error);
        }
        if (stopped && cancelled) {
            return new DatabaseException(
                    DatabaseErrorCode.CANCELLED, "the statement was cancelled [57014]", error);
        }
        return PostgresErrors.translate(doing, error);
    }

    /** The thread that sends what is due. */
    private static final class Clock {

        private static final ScheduledExecutorService THREAD =
                Executors.newSingleThreadScheduledExecutor(
                        work -> Thread.ofPlatform().daemon().name("postgres-time").unstarted(work));

        private static ScheduledFuture<?> after(long nanos, Runnable work) {
            return THREAD.schedule(work, Math.max(0, nanos), TimeUnit.NANOSECONDS);
        }
    }
}
