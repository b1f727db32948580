package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseLocation.Credentials;
import dev.cairn.database.DatabaseLocation.Encryption;
import dev.cairn.database.DatabaseLocation.Host;
import dev.cairn.database.DatabaseLocation.Limits;
import dev.cairn.database.DatabaseLocation;
import java.util.List;
import java.util.Optional;

/** Opens databases of the servers that tests start. */
final class TestServers {

    private TestServers() {}

    static PostgresSource source(PostgresTestDatabase database) {
        return source(database, PostgresServer.USER);
    }

    static PostgresSource source(PostgresTestDatabase database, String user) {
        return new PostgresSource(location(database, user), PostgresConnector.Purpose.WRITE);
    }

    static DatabaseLocation.Server location(PostgresTestDatabase database, String user) {
        return new DatabaseLocation.Server(
                List.of(new Host(database.server().host(), database.server().port())),
                database.name(),
                "public",
                new Credentials(user, Optional.empty(), Optional.empty()),
                new Encryption("disable", Optional.empty()),
                Limits.STANDARD);
    }
}
