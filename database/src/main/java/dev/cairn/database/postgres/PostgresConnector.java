package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseLocation.Host;
import dev.cairn.database.DatabaseLocation.Server;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/**
 * Makes connections, and looks at each before it is used: whether the server can be used at all,
 * and whether nothing stands between that would give a session's statements to several servers.
 */
final class PostgresConnector {

    /** Version 13 is the oldest that drops a database that is in use. */
    static final int OLDEST_VERSION = 13;

    /** What a connection is for. */
    enum Purpose {
        /** Whatever is asked of it, on the primary. */
        WRITE("primary"),
        /** Reading, on a server that follows the primary if there is one. */
        READ("preferSecondary"),
        /** Reading, on whichever server answers. */
        LOOK("any");

        private final String target;

        Purpose(String target) {
            this.target = target;
        }
    }

    private final Server server;
    private final Purpose purpose;
    private final PostgresPassword password;

    PostgresConnector(Server server, Purpose purpose, PostgresPassword password) {
        this.server = server;
        this.purpose = purpose;
        this.password = password;
    }

    Server server() {
        return server;
    }

    /**
     * Makes a connection.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#INVALID_CONFIGURATION} if the server
     *     does not accept the user or cannot be used, with {@link DatabaseErrorCode#NOT_CONNECTED}
     *     if it does not answer
     */
    Connection connect() {
        Connection connection = null;
        boolean usable = false;
        try {
            connection = new Driver().connect(url(), properties());
            if (connection == null) {
                throw new SQLException("the address is not one of PostgreSQL", "08001");
            }
            requireUsable(connection);
            usable = true;
            return connection;
        } catch (SQLException e) {
            throw PostgresErrors.notConnected(server.text(), server.credentials().user(), e);
        } finally {
            if (!usable && connection != null) {
                close(connection);
            }
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException _) {
            // It is not used.
        }
    }

    private String url() {
        return "jdbc:postgresql://"
                + server.hosts().stream().map(Host::text).collect(Collectors.joining(","))
                + "/"
                + URLEncoder.encode(server.database(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Properties properties() {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, server.credentials().user());
        password.of(server).ifPresent(text -> PGProperty.PASSWORD.set(properties, text));
        PGProperty.APPLICATION_NAME.set(properties, "cairn");
        PGProperty.TARGET_SERVER_TYPE.set(
                properties, server.hosts().size() > 1 ? purpose.target : "any");
        PGProperty.HOST_RECHECK_SECONDS.set(properties, 2);
        int seconds = (int) Math.max(1, server.limits().connectTimeout().toSeconds());
        PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
        PGProperty.LOGIN_TIMEOUT.set(properties, seconds * server.hosts().size());
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        // A failed statement undoes itself, and its transaction goes on, as with other engines.
        PGProperty.AUTOSAVE.set(properties, "always");
        PGProperty.CLEANUP_SAVEPOINTS.set(properties, true);
        PGProperty.STRING_TYPE.set(properties, "unspecified");
        PGProperty.OPTIONS.set(properties, options());
        encryption(properties);
        return properties;
    }

    private String options() {
        return "-c search_path="
                + escaped("\"" + server.schema().replace("\"", "\"\"") + "\",public")
                + " -c lock_timeout="
                + millis(server.limits().lockTimeout())
                + " -c timezone=UTC -c DateStyle=ISO"
                + " -c client_min_messages=error";
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace(" ", "\\ ");
    }

    private static long millis(Duration duration) {
        return Math.min(duration.toMillis(), Integer.MAX_VALUE);
    }

    private void encryption(Properties properties) {
        String mode = server.encryption().mode();
        PGProperty.SSL_MODE.set(properties, mode);
        server.encryption()
                .rootCertificate()
                .ifPresentOrElse(
                        path -> PGProperty.SSL_ROOT_CERT.set(properties, path.toString()),
                        () -> {
                            if (mode.startsWith("verify")) {
                                PGProperty.SSL_FACTORY.set(
                                        properties, "org.postgresql.ssl.DefaultJavaSSLFactory");
                            }
                        });
    }

    private void requireUsable(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_VERSION) {
            throw unusable(
                    "its version is %s; Cairn needs PostgreSQL %d or later"
                            .formatted(
                                    connection.getMetaData().getDatabaseProductVersion(),
                                    OLDEST_VERSION));
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT pg_backend_pid(), pg_is_in_recovery(),"
                                        + " current_setting('server_encoding')")) {
            rows.next();
            if (rows.getInt(1) != connection.unwrap(PGConnection.class).getBackendPID()) {
                throw unusable(
                        "a proxy such as PgBouncer is in between, so that a session may change its"
                                + " server between two statements; connect to PostgreSQL directly");
            }
            if (rows.getBoolean(2) && purpose == Purpose.WRITE) {
                throw unusable(
                        "it is a standby, which can only be read; name the primary, or all servers"
                                + " in 'hosts'");
            }
            if (!rows.getString(3).toUpperCase(Locale.ROOT).equals("UTF8")) {
                throw unusable(
                        "its encoding is %s; Cairn needs a database with the encoding UTF8"
                                .formatted(rows.getString(3)));
            }
        }
    }

    private DatabaseException unusable(String reason) {
        return new DatabaseException(
                DatabaseErrorCode.INVALID_CONFIGURATION,
                "cannot use database '" + server.text() + "': " + reason);
    }
}
