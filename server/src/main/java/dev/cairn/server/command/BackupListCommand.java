package dev.cairn.server.command;

import dev.cairn.database.backup.BackupListResult;
import dev.cairn.database.backup.BackupManager;
import dev.cairn.server.output.Output;
import picocli.CommandLine.Command;

/** Lists the backups. */
@Command(
        name = "list",
        header = "List the backups, the newest first.",
        footer = {
            "",
            "Examples:",
            "  cairn backup list --database app.db",
            "  cairn backup list --database app.db --json"
        })
final class BackupListCommand extends BackupFolderCommand {

    BackupListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(BackupManager backups, Output output) {
        BackupListResult result = new BackupListResult(backups.list());
        if (output.isJson()) {
            output.document(result);
        } else {
            result.backups().forEach(manifest -> output.line(BackupLines.line(manifest)));
            if (result.backups().isEmpty()) {
                output.line("no backups");
            }
        }
        return ExitCode.DONE;
    }
}
