package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseDriver;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Remembers which sessions another one waits for, to name them when it gives up. */
final class BlockerWatch implements AutoCloseable {

    private static final long PAUSE_MILLIS = 400;

    private static final String SQL =
            "SELECT string_agg(format('process %s (%s, %s since %s): %s', b.pid, b.usename,"
                    + " b.state, to_char(b.xact_start, 'HH24:MI:SS'), left(b.query, 200)), '; ') FROM"
                    + " pg_stat_activity w, unnest(pg_blocking_pids(w.pid)) AS blocker JOIN"
                    + " pg_stat_activity b ON b.pid = blocker WHERE w.pid = ?";

    private final PostgresPool pool;
    private final long process;
    private final Thread thread;
    private volatile String blockers = "";
    private volatile boolean closed;

    private BlockerWatch(PostgresPool pool, long process) {
        this.pool = pool;
        this.process = process;
        this.thread = Thread.ofPlatform().daemon().name("postgres-blockers").unstarted(this::watch);
    }

    /** Begins to watch the session of a driver that does work on a database as a whole. */
    static BlockerWatch of(PostgresPool pool, DatabaseDriver driver) {
        long process =
                driver instanceof PostgresDriver own && own.hasOwnSession()
                        ? own.sessionProcess()
                        : (long) driver.queryValue("SELECT pg_backend_pid()::int8").orElse(0L);
        BlockerWatch watch = new BlockerWatch(pool, process);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        Connection connection = null;
        try {
            Thread.sleep(PAUSE_MILLIS);
            connection = pool.connectApart();
            while (!closed) {
                look(connection);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException _) {
            // Without the names of the sessions the error says less.
        } finally {
            close(connection);
        }
    }

    private void look(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setInt(1, (int) process);
            try (ResultSet rows = statement.executeQuery()) {
                String found = rows.next() ? rows.getString(1) : null;
                if (found != null) {
                    blockers = found;
                }
            }
        }
    }

    private static void close(@org.jspecify.annotations.Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException _) {
            // It is gone.
        }
    }

    /** Returns the sessions that were last seen in the way; empty if none was. */
    String blockers() {
        return blockers;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
