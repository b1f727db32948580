package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseDriverProvider;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A session's advisory lock on a name, held by a connection of its own without a transaction. It is
 * free when its process is gone. It is tried again and again instead of being waited for, because a
 * session that waits would be in the way of {@code CREATE INDEX CONCURRENTLY}.
 */
final class AdvisoryLock implements DatabaseDriverProvider.NamedLock {

    private static final long PAUSE_MILLIS = 100;

    private final Connection connection;

    private AdvisoryLock(Connection connection) {
        this.connection = connection;
    }

    /** Takes the lock unless another session has it. */
    static Optional<AdvisoryLock> tryTake(PostgresPool pool, String name) {
        Connection connection = pool.connectApart();
        boolean taken = false;
        try {
            taken = tryLock(connection, name);
            return taken ? Optional.of(new AdvisoryLock(connection)) : Optional.empty();
        } catch (SQLException e) {
            throw PostgresErrors.translate("lock '" + name + "'", e);
        } finally {
            if (!taken) {
                close(connection);
            }
        }
    }

    /**
     * Takes the lock.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#BUSY} and the holder if it is not
     *     free in time
     */
    static AdvisoryLock take(PostgresPool pool, String name, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<AdvisoryLock> lock = tryTake(pool, name);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() > end) {
                throw new DatabaseException(
                        DatabaseErrorCode.BUSY,
                        "cannot lock '%s' within %d s: %s"
                                .formatted(name, limit.toSeconds(), holder(pool, name)));
            }
            pause();
        }
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException(
                    DatabaseErrorCode.CANCELLED, "stopped while it waited for a lock", e);
        }
    }

    private static boolean tryLock(Connection connection, String name) throws SQLException {
        return value(connection, "SELECT pg_try_advisory_lock(hashtextextended(?, 0))", name)
                .map("t"::equals)
                .orElse(false);
    }

    /** Returns who holds the lock, and since when. */
    static String holder(PostgresPool pool, String name) {
        String sql =
                "SELECT format('process %s of the server has it, of user %s at %s since %s', a.pid,"
                        + " a.usename, coalesce(host(a.client_addr), 'this machine'),"
                        + " to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS'))"
                        + " FROM (SELECT hashtextextended(?, 0) AS key) k"
                        + " JOIN pg_locks l ON l.locktype = 'advisory' AND l.granted"
                        + " AND l.objsubid = 1"
                        + " AND ((l.classid::bigint << 32) | l.objid::bigint) = k.key"
                        + " AND l.database = (SELECT oid FROM pg_database"
                        + " WHERE datname = current_database())"
                        + " JOIN pg_stat_activity a ON a.pid = l.pid LIMIT 1";
        try (Connection connection = pool.take()) {
            return value(connection, sql, name).orElse("another session had it");
        } catch (SQLException e) {
            return "another session has it";
        }
    }

    private static Optional<String> value(Connection connection, String sql, String parameter)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException _) {
            // The lock is free when the session is gone.
        }
    }

    @Override
    public void close() {
        close(connection);
    }
}
