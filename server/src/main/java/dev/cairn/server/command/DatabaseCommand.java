package dev.cairn.server.command;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.sqlite.SqliteEmptyDatabase;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.ProgressDisplay;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** A command that needs its database open. */
public abstract class DatabaseCommand extends TargetCommand {

    protected DatabaseCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Does the work with the database that was opened for it. */
    protected abstract ExitCode run(CodeDatabase database, Output output, ProgressDisplay progress);

    /** Reads the files that the command was given, before the database is opened or made. */
    protected void readInputs() {}

    /** Returns how the command uses its database. */
    protected abstract Access access();

    /** Returns the option that lets the command create its database; empty if it has none. */
    protected Optional<CreateOption> createOption() {
        return Optional.empty();
    }

    /** Returns whether the command needs its database. */
    protected boolean needsDatabase() {
        return true;
    }

    /** Returns what the progress counts. */
    protected String progressUnit() {
        return "rows";
    }

    @Override
    protected final ExitCode run(Output output, Interruption interruption) {
        if (!needsDatabase() && !namesDatabase()) {
            readInputs();
            return onEmptyDatabase(output, interruption);
        }
        DatabaseConfiguration configuration = target();
        if (!configuration.isFile()) {
            return onServer(configuration, output, interruption);
        }
        boolean exists = Files.exists(configuration.path(), LinkOption.NOFOLLOW_LINKS);
        if (!exists && needsDatabase()) {
            requireCreation(configuration.path());
        }
        readInputs();
        if (access() == Access.WRITE) {
            return write(configuration, exists, output, interruption);
        }
        logIfKept(configuration);
        return exists
                ? work(databases(output).openForReading(configuration), output, interruption)
                : onEmptyDatabase(output, interruption);
    }

    /** Definitions are read by the server of the database, so it is opened first. */
    private ExitCode onServer(
            DatabaseConfiguration configuration, Output output, Interruption interruption) {
        logIfKept(configuration);
        CodeDatabase database =
                interruption.whileInterruptible(() ->
                        access() == Access.WRITE
                                ? databases(output).openSaying(configuration)
                                : databases(output).openForReading(configuration));
        boolean read = false;
        try {
            useEngine(Engine.of(database.driver()));
            readInputs();
            read = true;
        } finally {
            if (!read) {
                database.close();
            }
        }
        return work(database, output, interruption);
    }

    private ExitCode write(
            DatabaseConfiguration configuration,
            boolean exists,
            Output output,
            Interruption interruption) {
        logBeside(configuration);
        CodeDatabase database =
                interruption.whileInterruptible(() -> databases(output).openSaying(configuration));
        if (!exists) {
            output.note("created " + shownDatabase());
        }
        return work(database, output, interruption);
    }

    private ProgramDatabases databases(Output output) {
        return new ProgramDatabases(output);
    }

    private ExitCode work(CodeDatabase opened, Output output, Interruption interruption) {
        try (CodeDatabase database = opened;
                ProgressDisplay progress = output.progress(progressUnit())) {
            interruption.cancelBy(database.driver()::cancel);
            return run(database, output, progress);
        }
    }

    /** What would happen to a database that is still to be created is tried on an empty one. */
    private ExitCode onEmptyDatabase(Output output, Interruption interruption) {
        try (SqliteEmptyDatabase empty = SqliteEmptyDatabase.empty()) {
            return work(
                    databases(output).openForReading(ofFile(empty.file())), output, interruption);
        }
    }

    private void requireCreation(Path file) {
        Path folder = file.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw CommandException.usage(
                    "cannot open database '%s': there is no folder '%s'".formatted(file, folder));
        }
        if (isCodeIndex()) {
            throw CommandException.usage(
                    "cannot open the index '%s': there is no such file; run 'cairn index' first"
                            .formatted(file));
        }
        Optional<CreateOption> option = createOption();
        if (option.isEmpty() || !option.get().wanted()) {
            throw CommandException.usage(
                    "cannot open database '%s': there is no such file%s"
                            .formatted(
                                    file,
                                    option.isPresent()
                                            ? "; give --create to make a new database"
                                            : ""));
        }
    }
}
