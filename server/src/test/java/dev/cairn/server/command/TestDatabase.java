package dev.cairn.server.command;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseConfiguration.WorkerSettings;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.StoragePaths;
import java.nio.file.Path;
import java.time.Duration;

/** The database {@code app.db} of a test, owned by the test's own process while it is open. */
final class TestDatabase {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private TestDatabase() {}

    static DatabaseConfiguration in(Path folder) {
        return new DatabaseConfiguration(
                DatabaseType.SQLITE,
                folder.resolve("app.db"),
                StoragePaths.below(folder),
                new WorkerSettings(false, folder.resolve("w.log"), SECOND, SECOND));
    }
}
