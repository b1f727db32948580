package dev.cairn.server.command.migrate;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.migration.MigrationManager;
import dev.cairn.database.migration.MigrationOptions;
import dev.cairn.database.migration.MigrationResult;
import dev.cairn.server.command.Access;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.command.TimeLimitOption;
import dev.cairn.server.command.backup.BackupBeforeOptions;
import dev.cairn.server.output.Output;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs migrations, one way or the other. */
abstract class MigrateRunCommand extends MigrateCommand {

    @Option(names = "--to", paramLabel = "VERSION", description = "Target version.")
    private @Nullable Long target;

    @Option(names = "--dry-run", description = "Check, and only say what would be run.")
    private boolean dryRun;

    @Option(
            names = "--single-transaction",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Run all in one transaction, so that all or none have happened. This is the"
                            + " default; negated, each runs in its own.")
    private boolean singleTransaction;

    @Option(
            names = "--out-of-order",
            description = "Also run migrations older than the newest one that has run.")
    private boolean outOfOrder;

    @Mixin private BackupBeforeOptions backup;
    @Mixin private TimeLimitOption timeLimit;

    protected MigrateRunCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected final Access access() {
        return dryRun ? Access.READ : Access.WRITE;
    }

    /** Runs the migrations. */
    protected abstract MigrationResult migrate(
            MigrationManager migrations, Optional<Long> target, MigrationOptions options);

    @Override
    protected final void readInputs() {
        timeLimit.check();
        super.readInputs();
    }

    @Override
    protected final ExitCode run(
            MigrationManager migrations, CodeDatabase database, Output output) {
        MigrationOptions options =
                new MigrationOptions(
                        backup.folder(database, this), singleTransaction, dryRun, outOfOrder);
        MigrationResult result =
                timeLimit.run(
                        database.driver(),
                        () -> migrate(migrations, Optional.ofNullable(target), options));
        MigrationReport.print(this, result, output);
        return ExitCode.DONE;
    }
}
