package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseLocation;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.sync.SyncRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process that syncs a database of a server and may be killed meanwhile. Its arguments are the
 * port, the database, the file with the definition and the size of a large table.
 */
final class PostgresSyncTask {

    private PostgresSyncTask() {}

    public static void main(String[] arguments) throws Exception {
        DatabaseLocation.Server location =
                new DatabaseLocation.Server(
                        List.of(
                                new DatabaseLocation.Host(
                                        "127.0.0.1", Integer.parseInt(arguments[0]))),
                        arguments[1],
                        "public",
                        new DatabaseLocation.Credentials(
                                PostgresServer.USER, Optional.empty(), Optional.empty()),
                        new DatabaseLocation.Encryption("disable", Optional.empty()),
                        DatabaseLocation.Limits.STANDARD);
        String definition = Files.readString(Path.of(arguments[2]));
        try (PostgresSource source = new PostgresSource(location, PostgresConnector.Purpose.WRITE);
                DatabaseDriver driver = source.openDriver()) {
            System.out.println("READY");
            driver.perform(
                    request(driver, definition, Long.parseLong(arguments[3])),
                    ProgressListener.NONE);
            System.out.println("DONE");
        }
    }

    static SyncRequest request(DatabaseDriver driver, String definition, long onlineRows) {
        return new SyncRequest(
                DefinitionReader.readSql(definition, "schema.sql", Engine.of(driver)),
                new SyncOptions(Optional.empty(), true, false, true, false, false, onlineRows));
    }
}
