package dev.cairn.server.command;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseConfiguration.WorkerSettings;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.StoragePaths;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A command on one database: any SQLite file, which this process owns meanwhile, or the code index,
 * which its worker owns.
 */
abstract class TargetCommand extends ConfiguredCommand {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    @Option(
            names = "--database",
            paramLabel = "FILE",
            description = "The SQLite database. Default: the code index of the project.")
    private @Nullable Path databaseFile;

    TargetCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Returns the database that the command line names. */
    final DatabaseConfiguration target() {
        DatabaseConfiguration target =
                Optional.ofNullable(databaseFile)
                        .map(this::resolved)
                        .map(TargetCommand::ofFile)
                        .orElseGet(() -> configurations().ofIndex().database());
        ProgramLog.writeTo(target.storage().logs());
        return target;
    }

    /** Returns whether the database is the code index of the project. */
    final boolean isCodeIndex() {
        return databaseFile == null;
    }

    /** Returns how a SQLite file is opened that belongs to no project. */
    static DatabaseConfiguration ofFile(Path file) {
        StoragePaths storage = storageBeside(file);
        WorkerSettings none =
                new WorkerSettings(
                        false,
                        storage.logs().resolve("db_worker.log"),
                        START_TIMEOUT,
                        START_TIMEOUT);
        return new DatabaseConfiguration(DatabaseType.SQLITE, file, storage, none);
    }

    /** The index of a project, named by its file, keeps what it has in the project's folder. */
    private static StoragePaths storageBeside(Path file) {
        Path folder = Optional.ofNullable(file.getParent()).orElse(file);
        if (folder.endsWith(Path.of(StoragePaths.PROJECT_FOLDER, "data"))) {
            return StoragePaths.below(Optional.ofNullable(folder.getParent()).orElse(folder));
        }
        StoragePaths below = StoragePaths.below(folder.resolve(StoragePaths.PROJECT_FOLDER));
        return new StoragePaths(folder, below.backups(), below.logs(), below.run());
    }
}
