package dev.cairn.server.command;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseConfiguration.WorkerSettings;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.StoragePaths;
import dev.cairn.database.engine.Engine;
import dev.cairn.server.output.ErrorReport;
import dev.cairn.server.output.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A command on one database: any SQLite file, which this process owns meanwhile, or the code index,
 * which its worker owns. The database is always named; none is taken because it is near.
 */
public abstract class TargetCommand extends ConfiguredCommand {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    @Option(
            names = "--database",
            paramLabel = "FILE",
            description = "The SQLite file, or postgres://user@host/database.")
    private @Nullable String databaseText;

    @Option(names = "--index", description = "Use the code index of this project as the database.")
    private boolean index;

    private @Nullable DatabaseConfiguration target;
    private @Nullable Engine engine;

    protected TargetCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected final List<String> repair(ErrorReport error) {
        if (index) {
            return super.repair(error);
        }
        return error.code().equals(DatabaseErrorCode.CORRUPT.name()) && target().isFile()
                ? List.of(
                        "'cairn schema verify --database FILE' shows the damage, and 'cairn backup"
                                + " list --database FILE' what can be restored.")
                : List.of();
    }

    /** Returns the database that the command line or a given configuration names. */
    protected final DatabaseConfiguration target() {
        DatabaseConfiguration named = target;
        if (named == null) {
            named = named();
            target = named;
        }
        return named;
    }

    private DatabaseConfiguration named() {
        String text = databaseText;
        if (text != null && index) {
            throw CommandException.usage(
                    "--database and --index name two databases; give one of them");
        }
        if (text != null) {
            configurationFile()
                    .ifPresent(file -> {
                        throw CommandException.usage(
                                "--database names the database, so the configuration '%s' would not be read; give one of --database and --config"
                                        .formatted(file));
                    });
            return configurationOf(text, this);
        }
        if (index) {
            return configurations().ofIndex().database();
        }
        return configurations()
                .applicationDatabase()
                .map(TargetCommand::ofFile)
                .orElseThrow(() ->
                        CommandException.usage(
                                "no database is named; give --database FILE, or --index for the"
                                        + " code index of this project"));
    }

    /** Returns how a database that is named by a file or a URL is opened. */
    public static DatabaseConfiguration configurationOf(String text, CairnCommand command) {
        if (text.matches("[a-z][a-z0-9+.-]*://.*") && !ServerUrl.matches(text)) {
            throw CommandException.usage(
                    "Cairn cannot open a database by '%s'; give a SQLite file, or postgres://user@host/database"
                            .formatted(text.substring(0, text.indexOf("://") + 3)));
        }
        return ServerUrl.matches(text)
                ? ServerUrl.read(
                        text,
                        command.surroundings().workingFolder(),
                        command.surroundings().environment())
                : ofFile(command.resolved(Path.of(text)));
    }

    /** Sets the engine of the database that was opened, by which definitions are read. */
    final void useEngine(Engine opened) {
        engine = opened;
    }

    /** Returns the engine by which definitions are read; empty for the usual one. */
    public final Optional<Engine> engine() {
        return Optional.ofNullable(engine);
    }

    /** Returns whether the command line names a database. */
    protected final boolean namesDatabase() {
        return databaseText != null || index;
    }

    /** Returns whether the database is the code index of the project. */
    public final boolean isCodeIndex() {
        return index;
    }

    /** Returns the database as a person calls it: relative to the working folder if it is below. */
    public final String shownDatabase() {
        if (!target().isFile()) {
            return target().location().text();
        }
        Path path = target().path();
        Path folder = surroundings().workingFolder();
        return path.startsWith(folder) ? folder.relativize(path).toString() : path.toString();
    }

    /** Writes a result as a document that begins with the database. */
    public final void document(Output output, Object result) {
        output.document(target().location().text(), result);
    }

    /** Sends the log of this process to the database's folder for logs. */
    protected final void logBeside(DatabaseConfiguration configuration) {
        ProgramLog.writeTo(configuration.storage().logs());
    }

    /** Logs only where a log is kept already: a command that reads creates nothing. */
    protected final void logIfKept(DatabaseConfiguration configuration) {
        Path logs = configuration.storage().logs();
        if (Files.isDirectory(logs) && Files.isWritable(logs)) {
            ProgramLog.writeTo(logs);
        }
    }

    /** Returns how a SQLite file is opened that belongs to no project. */
    public static DatabaseConfiguration ofFile(Path file) {
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
