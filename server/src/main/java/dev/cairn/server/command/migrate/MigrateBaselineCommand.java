package dev.cairn.server.command.migrate;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.migration.MigrationManager;
import dev.cairn.server.command.Access;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Records that a database has what the migrations up to a version give. */
@Command(
        name = "baseline",
        header = "Mark an existing database as already at VERSION.",
        footer = {"", "Examples:", "  cairn migrate baseline 3 --database app.db"})
public final class MigrateBaselineCommand extends MigrateCommand {

    @Parameters(paramLabel = "VERSION", description = "The version the database is at.")
    private long version;

    public MigrateBaselineCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Access access() {
        return Access.WRITE;
    }

    @Override
    protected ExitCode run(MigrationManager migrations, CodeDatabase database, Output output) {
        MigrationReport.print(this, migrations.baseline(version), output);
        return ExitCode.DONE;
    }
}
