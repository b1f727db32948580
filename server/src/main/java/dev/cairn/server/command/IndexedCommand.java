package dev.cairn.server.command;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.server.output.Output;

/** A command that needs the code index open. */
abstract class IndexedCommand extends ConfiguredCommand {

    IndexedCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Does the work with the index that was opened for it. */
    abstract ExitCode run(CodeDatabase database, Output output);

    @Override
    final ExitCode run(Output output, Interruption interruption) {
        DatabaseConfiguration configuration = indexedDatabase();
        try (CodeDatabase database = ProgramDatabases.open(configuration)) {
            interruption.cancelBy(database.driver()::cancel);
            database.ensureSchemaSynced(CodeIndexSchema.definition());
            return run(database, output);
        }
    }

    final ProjectSelection projects(CodeDatabase database) {
        return new ProjectSelection(database.driver(), surroundings().workingFolder());
    }
}
