package dev.cairn.server.command.backup;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.backup.BackupListResult;
import dev.cairn.database.backup.BackupPruneRequest;
import dev.cairn.database.backup.RetentionPolicy;
import dev.cairn.server.command.Access;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.DatabaseCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.ProgressDisplay;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes old backups. */
@Command(
        name = "prune",
        header = "Remove old backups; the latest of each database is always kept.",
        footer = {
            "",
            "Examples:",
            "  cairn backup prune --database app.db --keep 10",
            "  cairn backup prune --database app.db --older-than 90"
        })
public final class BackupPruneCommand extends DatabaseCommand {

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "Keep the N newest backups of each database.")
    private @Nullable Integer keep;

    @Option(
            names = "--older-than",
            paramLabel = "DAYS",
            description = "Remove backups older than DAYS days.")
    private @Nullable Long days;

    @Option(
            names = "--all",
            description = "Remove backups of all databases in the folder, not only of this one.")
    private boolean all;

    @Mixin private BackupFolderOption folder;

    public BackupPruneCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Access access() {
        return Access.WRITE;
    }

    @Override
    protected void readInputs() {
        if (keep == null && days == null) {
            throw CommandException.usage(
                    "cannot remove backups without a limit; give --keep N or --older-than DAYS");
        }
        if (keep != null && keep < 1) {
            throw CommandException.usage("--keep must be 1 or more, not " + keep);
        }
        if (days != null && days < 0) {
            throw CommandException.usage("--older-than must be 0 or more, not " + days);
        }
    }

    @Override
    protected ExitCode run(CodeDatabase database, Output output, ProgressDisplay progress) {
        RetentionPolicy policy =
                new RetentionPolicy(
                        Optional.ofNullable(keep), Optional.ofNullable(days).map(Duration::ofDays));
        BackupListResult removed =
                database.perform(
                        new BackupPruneRequest(
                                folder.of(database.configuration(), this), policy, true, all),
                        progress);
        if (output.isJson()) {
            document(output, removed);
        } else {
            removed.backups().forEach(one -> output.done("removed " + BackupLines.line(one)));
            output.done("%s: %d removed".formatted(shownDatabase(), removed.backups().size()));
        }
        return ExitCode.DONE;
    }
}
