package dev.cairn.server.command.schema;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.schema.plan.PlanOptions;
import dev.cairn.server.command.Access;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.CreateOption;
import dev.cairn.server.command.DatabaseCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.command.TimeLimitOption;
import dev.cairn.server.command.backup.BackupBeforeOptions;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.ProgressDisplay;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings a database to a declared schema. */
@Command(
        name = "sync",
        header = "Migrate a database to a declared schema, without losing a row.",
        description =
                "What cannot be done without losing data is refused (exit 3) before anything is"
                        + " touched, with the rows that stand in the way.",
        footer = {
            "",
            "Examples:",
            "  cairn schema sync --database app.db --schema schema.sql --dry-run",
            "  cairn schema sync --database app.db --schema schema.sql",
            "  cairn schema sync --database app.db --schema schema.sql --prune --no-record"
        })
public final class SchemaSyncCommand extends DatabaseCommand {

    @Mixin private SchemaOption schema;

    @Option(
            names = "--prune",
            description = "Drop what exists but is not declared, with the data in it.")
    private boolean prune;

    @Option(names = "--dry-run", description = "Plan and check, and only say what would be done.")
    private boolean dryRun;

    @Option(
            names = "--no-record",
            description = "Write neither version nor history into the database.")
    private boolean withoutRecord;

    @Option(
            names = "--force-rebuild",
            description = "Rebuild tables even where they could be altered in place.")
    private boolean forceRebuild;

    @Option(names = "--strict-order", description = "Treat column order as a difference.")
    private boolean strictOrder;

    @Option(
            names = "--online-rows",
            paramLabel = "N",
            description =
                    "On PostgreSQL: change tables with N rows or more by online steps, after the"
                            + " transaction. Default: 100000.")
    private long onlineRows = PlanOptions.USUAL_ONLINE_ROWS;

    @Mixin private CreateOption create;
    @Mixin private BackupBeforeOptions backup;
    @Mixin private TimeLimitOption timeLimit;

    public SchemaSyncCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Access access() {
        return dryRun ? Access.READ : Access.WRITE;
    }

    @Override
    protected Optional<CreateOption> createOption() {
        return Optional.of(create);
    }

    @Override
    protected void readInputs() {
        timeLimit.check();
        if (onlineRows < 0) {
            throw CommandException.usage("--online-rows must be 0 or more, not " + onlineRows);
        }
        schema.read(this);
    }

    @Override
    protected ExitCode run(CodeDatabase database, Output output, ProgressDisplay progress) {
        SyncOptions options =
                new SyncOptions(
                        backup.folder(database, this),
                        prune,
                        dryRun,
                        !withoutRecord,
                        forceRebuild,
                        strictOrder,
                        onlineRows);
        SyncResult result =
                timeLimit.run(
                        database.driver(),
                        () ->
                                database.perform(
                                        new SyncRequest(schema.definition(), options), progress));
        return SyncReport.print(this, result, output);
    }
}
