package dev.cairn.server.command.migrate;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.migration.MigrationManager;
import dev.cairn.database.migration.MigrationValidation;
import dev.cairn.index.answer.Plural;
import dev.cairn.server.command.Access;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import picocli.CommandLine.Command;

/** Compares the migrations with the record of what was run. */
@Command(
        name = "validate",
        header = "Find migrations that were edited, lost, failed or left out of order.",
        description = "Exit 1 if something prevents a run.",
        footer = {
            "",
            "Examples:",
            "  cairn migrate validate --database app.db",
            "  cairn migrate validate --database app.db --json"
        })
public final class MigrateValidateCommand extends MigrateCommand {

    public MigrateValidateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Access access() {
        return Access.READ;
    }

    @Override
    protected ExitCode run(MigrationManager migrations, CodeDatabase database, Output output) {
        MigrationValidation validation = migrations.validate();
        if (output.isJson()) {
            document(output, validation);
        } else {
            print(validation.problems(), output);
            output.done(
                    "%s: %s, %d applied, %s"
                            .formatted(
                                    shownDatabase(),
                                    Plural.of(validation.migrations(), "migration"),
                                    validation.applied(),
                                    Plural.of(validation.problems().size(), "problem")));
        }
        return validation.valid() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
