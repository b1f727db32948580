package dev.cairn.index;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseLocation;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.StoragePaths;
import dev.cairn.schema.SchemaDefinition;
import java.nio.file.Path;
import java.time.Duration;

/** Opens databases of the code index for tests, in this process. */
public final class IndexDatabase {

    private IndexDatabase() {}

    /** Opens a database in a folder, with the schema of the code index. */
    public static CodeDatabase open(Path folder) {
        return openWith(folder, CodeIndexSchema.definition());
    }

    /** Opens a database of a server, with the schema of the code index. */
    public static CodeDatabase open(Path folder, DatabaseLocation.Server server) {
        CodeDatabase database =
                CodeDatabase.open(
                        new DatabaseConfiguration(
                                DatabaseType.POSTGRES, server, StoragePaths.below(folder)));
        CodeIndexSchema.ensure(database);
        return database;
    }

    /** Opens a database in a folder, with another schema. */
    static CodeDatabase openWith(Path folder, SchemaDefinition definition) {
        CodeDatabase database = CodeDatabase.open(configuration(folder));
        database.ensureSchemaSynced(definition);
        return database;
    }

    private static DatabaseConfiguration configuration(Path folder) {
        return new DatabaseConfiguration(
                DatabaseType.SQLITE,
                folder.resolve("index.db"),
                StoragePaths.below(folder),
                new DatabaseConfiguration.WorkerSettings(
                        false,
                        folder.resolve("worker.log"),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(10)));
    }
}
