package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseLocation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * An empty database of one test.
 *
 * @param server the server that has it
 * @param name its name
 */
public record PostgresTestDatabase(PostgresServer server, String name) implements AutoCloseable {

    /** Returns the URL for PostgreSQL's own driver; the user is {@link PostgresServer#USER}. */
    public String url() {
        return server.url(name);
    }

    /** Opens a connection of PostgreSQL's own driver. */
    public Connection connect() throws SQLException {
        return server.connect(name);
    }

    /** Runs statements, each by itself. */
    public void execute(String... statements) {
        server.execute(name, statements);
    }

    /** Opens it as a configuration does, with the standard limits. */
    PostgresSource open() {
        return open(DatabaseLocation.Limits.STANDARD);
    }

    /** Opens it as a configuration does. */
    PostgresSource open(DatabaseLocation.Limits limits) {
        return new PostgresSource(location(limits), PostgresConnector.Purpose.WRITE);
    }

    /** Returns where it is, for a configuration. */
    public DatabaseLocation.Server location(DatabaseLocation.Limits limits) {
        return new DatabaseLocation.Server(
                List.of(new DatabaseLocation.Host(server.host(), server.port())),
                name,
                "public",
                new DatabaseLocation.Credentials(
                        PostgresServer.USER, Optional.empty(), Optional.empty()),
                new DatabaseLocation.Encryption("disable", Optional.empty()),
                limits);
    }

    /** Drops the database and ends all connections to it. */
    @Override
    public void close() {
        server.execute(PostgresServer.USER, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
}
