package dev.cairn.server.command;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.ProgressDisplay;
import java.nio.file.Files;

/** A command that needs its database open. */
abstract class DatabaseCommand extends TargetCommand {

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
        DatabaseConfiguration configuration = target();
        requireFile(configuration);
        readInputs();
        try (CodeDatabase database = ProgramDatabases.open(configuration);
                ProgressDisplay progress = output.progress(progressUnit())) {
            interruption.cancelBy(database.driver()::cancel);
            return run(database, output, progress);
        }
    }

    private void requireFile(DatabaseConfiguration configuration) {
        if (!createsDatabase() && !Files.exists(configuration.path())) {
            throw CommandException.usage(
                    "cannot open database '%s': there is no such file"
                            .formatted(configuration.path()));
        }
    }
}
