package dev.cairn.server.command;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.migration.MigrationFiles;
import dev.cairn.database.migration.MigrationManager;
import dev.cairn.server.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the files of a new migration. */
@Command(
        name = "new",
        header = "Write the files of a new migration, with the next free number.",
        footer = {"", "Examples:", "  cairn migrate new add_tags --database app.db"})
final class MigrateNewCommand extends MigrateCommand {

    @Parameters(paramLabel = "NAME", description = "What it does, such as add_tags.")
    private String name;

    MigrateNewCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    boolean createsDatabase() {
        return true;
    }

    @Override
    ExitCode run(MigrationManager migrations, CodeDatabase database, Output output) {
        MigrationFiles files = migrations.create(name);
        files.warnings().forEach(output::warning);
        if (output.isJson()) {
            output.document(files);
        } else {
            output.line(files.up().toString());
            output.line(files.down().toString());
        }
        return ExitCode.DONE;
    }
}
