package dev.cairn.server.command.migrate;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.migration.MigrationManager;
import dev.cairn.database.migration.MigrationRepairResult;
import dev.cairn.server.command.Access;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings the record of what was run into agreement with the migrations. */
@Command(
        name = "repair",
        header = "Make the record of applied migrations agree with the migration files.",
        description = "The database itself is not touched; exit 1 if a person has to decide.",
        footer = {
            "",
            "Examples:",
            "  cairn migrate repair --database app.db --dry-run",
            "  cairn migrate repair --database app.db"
        })
public final class MigrateRepairCommand extends MigrateCommand {

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    public MigrateRepairCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Access access() {
        return dryRun ? Access.READ : Access.WRITE;
    }

    @Override
    protected ExitCode run(MigrationManager migrations, CodeDatabase database, Output output) {
        MigrationRepairResult result = migrations.repair(dryRun);
        if (output.isJson()) {
            document(output, result);
        } else {
            result.actions().forEach(output::line);
            print(result.remaining(), output);
            if (result.actions().isEmpty() && result.remaining().isEmpty()) {
                output.done(shownDatabase() + ": nothing to repair");
            }
        }
        return result.remaining().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
