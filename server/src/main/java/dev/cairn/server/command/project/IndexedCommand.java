package dev.cairn.server.command.project;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.ProgramDatabases;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;

/** A command that needs the code index open. */
abstract class IndexedCommand extends ConfiguredCommand {

    protected IndexedCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Does the work with the index that was opened for it. */
    protected abstract ExitCode run(CodeDatabase database, Output output);

    @Override
    protected final ExitCode run(Output output, Interruption interruption) {
        DatabaseConfiguration configuration = indexedDatabase();
        try (CodeDatabase database = ProgramDatabases.open(configuration)) {
            interruption.cancelBy(database.driver()::cancel);
            CodeIndexSchema.ensure(database);
            return run(database, output);
        }
    }

    protected final ProjectSelection projects(CodeDatabase database) {
        return new ProjectSelection(database.driver(), surroundings().workingFolder());
    }
}
