package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseDriverProvider;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseLocation.Server;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database whose conversations share a pool of connections. Where the configuration names several
 * servers and says how far one may be behind, a transaction that only reads goes to a standby that
 * is not further behind, and otherwise to the primary.
 */
final class PostgresSource implements DatabaseDriverProvider.DriverSource {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresSource.class);

    /** How long a standby that was too far behind or not there is left alone. */
    private static final Duration REST = Duration.ofSeconds(5);

    /**
     * Whether the server follows its primary now, and how many seconds it is behind. A standby that
     * has replayed all that it received is not behind as long as it still receives.
     */
    private static final String LAG =
            "SELECT CASE WHEN NOT pg_is_in_recovery() THEN 0"
                    + " WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()"
                    + " AND EXISTS (SELECT 1 FROM pg_stat_wal_receiver) THEN 0"
                    + " ELSE coalesce(extract(epoch FROM"
                    + " clock_timestamp() - pg_last_xact_replay_timestamp()), 1e9) END";

    private final Server server;
    private final PostgresPool pool;
    private volatile @Nullable PostgresPool readers;
    private final IdleScratches scratches = new IdleScratches();
    private volatile long wroteNanos;
    private volatile boolean wrote;
    private volatile long restUntilNanos = System.nanoTime();

    PostgresSource(Server server, PostgresConnector.Purpose purpose) {
        this.server = server;
        this.pool =
                new PostgresPool(
                        new PostgresConnector(server, purpose, PostgresPassword.ofProcess()));
    }

    /** Returns the scratch databases that are kept for the next use. */
    IdleScratches idleScratches() {
        return scratches;
    }

    /** Returns the source of another database of the same server. */
    PostgresSource ofDatabase(String name) {
        return new PostgresSource(server.withDatabase(name), PostgresConnector.Purpose.WRITE);
    }

    PostgresPool pool() {
        return pool;
    }

    @Override
    public DatabaseDriver openDriver() {
        return new PostgresDriver(this);
    }

    @Override
    public DatabaseDriverProvider.NamedLock lock(String name, Duration limit) {
        return AdvisoryLock.take(pool, name, limit);
    }

    /** Remembers that this process has written, so that it does not read what was before. */
    void wrote() {
        wroteNanos = System.nanoTime();
        wrote = true;
    }

    Connection take() {
        return pool.take();
    }

    /** Takes a connection for a transaction that only reads. */
    Connection takeForReading() {
        Duration lag = server.limits().replicaLag();
        boolean ownWriteIsRecent =
                wrote && System.nanoTime() - wroteNanos < lag.toNanos() + REST.toNanos();
        if (lag.isZero()
                || server.hosts().size() < 2
                || ownWriteIsRecent
                || System.nanoTime() - restUntilNanos < 0) {
            return pool.take();
        }
        Connection standby = takeFromStandby(lag);
        return standby == null ? pool.take() : standby;
    }

    private @Nullable Connection takeFromStandby(Duration most) {
        Connection taken = null;
        try {
            taken = readers().take();
            double behind = secondsBehind(taken);
            if (behind * 1_000 <= most.toMillis()) {
                return taken;
            }
            LOG.info(
                    "a standby of '{}' is {} s behind; the primary is read", server.text(), behind);
            taken.close();
        } catch (DatabaseException | SQLException e) {
            LOG.info("no standby of '{}' can be read: {}", server.text(), e.getMessage());
            if (taken != null) {
                discard(taken);
            }
        }
        restUntilNanos = System.nanoTime() + REST.toNanos();
        return null;
    }

    private static double secondsBehind(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(LAG)) {
            rows.next();
            return rows.getDouble(1);
        }
    }

    private synchronized PostgresPool readers() {
        PostgresPool present = readers;
        if (present == null) {
            present =
                    new PostgresPool(
                            new PostgresConnector(
                                    server,
                                    PostgresConnector.Purpose.READ,
                                    PostgresPassword.ofProcess()));
            readers = present;
        }
        return present;
    }

    /** Closes a connection instead of using it again. */
    void discard(Connection connection) {
        pool.discard(connection);
        PostgresPool present = readers;
        if (present != null) {
            present.discard(connection);
        }
        try {
            connection.close();
        } catch (SQLException _) {
            // It is gone.
        }
    }

    @Override
    public void close() {
        scratches.close();
        pool.close();
        PostgresPool present = readers;
        if (present != null) {
            present.close();
        }
    }
}
