package dev.cairn.database.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseLocation.Limits;
import dev.cairn.database.DatabaseLocation.Server;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The connections of this process to one database. */
final class PostgresPool implements AutoCloseable {

    private static final long SHORTEST_WAIT_MILLIS = 250;

    /** How long one try waits; then it is looked whether the server still answers. */
    private static final long LONGEST_WAIT_MILLIS = 1_000;

    private final PostgresConnector connector;
    private final HikariDataSource pool;
    private final Made made;

    /**
     * Makes a pool with one connection.
     *
     * @throws DatabaseException as {@link PostgresConnector#connect} does
     */
    PostgresPool(PostgresConnector connector) {
        this.connector = connector;
        this.made = new Made(connector);
        this.pool = new HikariDataSource(configuration(connector.server().limits(), made));
    }

    private static HikariConfig configuration(Limits limits, Made made) {
        // The first one is made here, so that its failure is thrown as it is.
        made.first = made.connector.connect();
        HikariConfig configuration = new HikariConfig();
        configuration.setPoolName("cairn-postgres");
        configuration.setDataSource(made);
        configuration.setMaximumPoolSize(limits.connections());
        configuration.setMinimumIdle(0);
        configuration.setConnectionTimeout(
                Math.clamp(
                        limits.connectionWait().toMillis(),
                        SHORTEST_WAIT_MILLIS,
                        LONGEST_WAIT_MILLIS));
        configuration.setValidationTimeout(
                Math.clamp(
                        limits.connectTimeout().toMillis(),
                        SHORTEST_WAIT_MILLIS,
                        Math.max(SHORTEST_WAIT_MILLIS, limits.connectionWait().toMillis())));
        configuration.setInitializationFailTimeout(-1);
        return configuration;
    }

    Server server() {
        return connector.server();
    }

    /**
     * Takes a connection, which is given back by closing it.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#OVERLOADED} if none became free, or
     *     with what stands against making one
     */
    Connection take() {
        long start = System.nanoTime();
        while (true) {
            long tried = System.nanoTime();
            try {
                return pool.getConnection();
            } catch (SQLException e) {
                DatabaseException cause = ownCause(e);
                if (cause != null && made.failedSince(tried)) {
                    throw new DatabaseException(
                            cause.code(), String.valueOf(cause.getMessage()), e);
                }
                if (System.nanoTime() - start >= server().limits().connectionWait().toNanos()) {
                    throw allInUse(e);
                }
            }
        }
    }

    private DatabaseException allInUse(SQLException cause) {
        return new DatabaseException(
                DatabaseErrorCode.OVERLOADED,
                "no connection to '%s' became free within %d s; all %d are in use"
                        .formatted(
                                server().text(),
                                server().limits().connectionWait().toSeconds(),
                                server().limits().connections()),
                cause);
    }

    private static @Nullable DatabaseException ownCause(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseException own) {
                return own;
            }
        }
        return null;
    }

    /** Closes a connection when it is returned, because its state is not known. */
    void discard(Connection connection) {
        pool.evictConnection(connection);
    }

    /** Has all connections that are not in use closed, so that the next ones are new sessions. */
    void renew() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    /** Makes a connection outside of the pool; the caller closes it. */
    Connection connectApart() {
        return connector.connect();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Makes the pool's connections. */
    private static final class Made implements DataSource {

        private final PostgresConnector connector;
        private @Nullable Connection first;
        private volatile long failedNanos;
        private volatile boolean failed;

        private Made(PostgresConnector connector) {
            this.connector = connector;
        }

        @Override
        public Connection getConnection() throws SQLException {
            synchronized (this) {
                Connection ready = first;
                if (ready != null) {
                    first = null;
                    return ready;
                }
            }
            try {
                return connector.connect();
            } catch (DatabaseException e) {
                failedNanos = System.nanoTime();
                failed = true;
                throw new SQLException(e.getMessage(), "08001", e);
            }
        }

        /** Returns whether the server refused a connection since then. */
        private boolean failedSince(long nanos) {
            return failed && failedNanos - nanos >= 0;
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public @Nullable PrintWriter getLogWriter() {
            return null;
        }

        @Override
        public void setLogWriter(@Nullable PrintWriter out) {}

        @Override
        public void setLoginTimeout(int seconds) {}

        @Override
        public int getLoginTimeout() {
            return 0;
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public <T> T unwrap(Class<T> type) throws SQLException {
            throw new SQLFeatureNotSupportedException();
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
