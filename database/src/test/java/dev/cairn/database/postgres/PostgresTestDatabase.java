package dev.cairn.database.postgres;

import java.sql.Connection;
import java.sql.SQLException;

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

    /** Drops the database, whoever is connected to it. */
    @Override
    public void close() {
        server.execute(PostgresServer.USER, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
}
