package dev.cairn.server.command;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.backup.BackupListResult;
import dev.cairn.database.backup.BackupPruneRequest;
import dev.cairn.database.backup.RetentionPolicy;
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
final class BackupPruneCommand extends DatabaseCommand {

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "How many backups of each database are kept.")
    private @Nullable Integer keep;

    @Option(
            names = "--older-than",
            paramLabel = "DAYS",
            description = "Remove what is older than so many days.")
    private @Nullable Long days;

    @Mixin private BackupFolderOption folder;

    BackupPruneCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void readInputs() {
        if (keep == null && days == null) {
            throw CommandException.usage(
                    "cannot remove backups without a limit; give --keep N or --older-than DAYS");
        }
        if ((keep != null && keep < 1) || (days != null && days < 0)) {
            throw CommandException.usage("the limits must be at least --keep 1, --older-than 0");
        }
    }

    @Override
    ExitCode run(CodeDatabase database, Output output, ProgressDisplay progress) {
        RetentionPolicy policy =
                new RetentionPolicy(
                        Optional.ofNullable(keep), Optional.ofNullable(days).map(Duration::ofDays));
        BackupListResult removed =
                database.perform(
                        new BackupPruneRequest(
                                folder.of(database.configuration(), this), policy, true),
                        progress);
        if (output.isJson()) {
            output.document(removed);
        } else {
            removed.backups().forEach(one -> output.line("removed " + BackupLines.line(one)));
            output.line(removed.backups().size() + " removed");
        }
        return ExitCode.DONE;
    }
}
