package dev.cairn.server.command;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseConfiguration.WorkerSettings;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.StoragePaths;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.ProgressDisplay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A command on one database: any SQLite file, which this process owns meanwhile, or the code index,
 * which its worker owns.
 */
abstract class DatabaseCommand extends ConfiguredCommand {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    @Option(
            names = "--database",
            paramLabel = "FILE",
            description = "The SQLite database. Default: the code index of the project.")
    private @Nullable Path databaseFile;

    DatabaseCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Does the work with the database that was opened for it. */
    abstract ExitCode run(CodeDatabase database, Output output, ProgressDisplay progress);

    /** Reads the files that the command was given, before the database is opened or made. */
    void readInputs() {}

    /** Returns whether the command makes sense for a database that is not there yet. */
    boolean createsDatabase() {
        return false;
    }

    /** Returns what the progress counts. */
    String progressUnit() {
        return "rows";
    }

    @Override
    final ExitCode run(Output output, Interruption interruption) {
        DatabaseConfiguration configuration = configuration();
        requireFile(configuration);
        readInputs();
        try (CodeDatabase database = CodeDatabase.open(configuration);
                ProgressDisplay progress = output.progress(progressUnit())) {
            interruption.cancelBy(database.driver()::cancel);
            return run(database, output, progress);
        }
    }

    private DatabaseConfiguration configuration() {
        return given().map(this::ofFile).orElseGet(() -> configurations().ofIndex().database());
    }

    private Optional<Path> given() {
        return Optional.ofNullable(databaseFile).map(this::resolved);
    }

    private DatabaseConfiguration ofFile(Path file) {
        StoragePaths storage = storageBeside(file);
        WorkerSettings none =
                new WorkerSettings(
                        false,
                        storage.logs().resolve("db_worker.log"),
                        START_TIMEOUT,
                        START_TIMEOUT);
        return new DatabaseConfiguration(DatabaseType.SQLITE, file, storage, none);
    }

    private static StoragePaths storageBeside(Path file) {
        Path folder = Optional.ofNullable(file.getParent()).orElse(file);
        StoragePaths below = StoragePaths.below(folder.resolve(StoragePaths.PROJECT_FOLDER));
        return new StoragePaths(folder, below.backups(), below.logs(), below.run());
    }

    private void requireFile(DatabaseConfiguration configuration) {
        if (!createsDatabase() && !Files.exists(configuration.path())) {
            throw CommandException.usage(
                    "cannot open database '" + configuration.path() + "': there is no such file");
        }
    }
}
