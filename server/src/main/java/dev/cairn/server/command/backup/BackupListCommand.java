package dev.cairn.server.command.backup;

import dev.cairn.database.backup.BackupListResult;
import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the backups of one database. */
@Command(
        name = "list",
        header = "List the backups of a database, the newest first.",
        footer = {
            "",
            "Examples:",
            "  cairn backup list --database app.db",
            "  cairn backup list --database app.db --all --json"
        })
public final class BackupListCommand extends BackupFolderCommand {

    @Option(names = "--all", description = "List the backups of all databases in the folder.")
    private boolean all;

    public BackupListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected ExitCode run(BackupManager backups, Output output) {
        List<BackupManifest> found = backups.list();
        List<BackupManifest> shown = all ? found : found.stream().filter(this::isOwn).toList();
        if (shown.isEmpty()
                && target().isFile()
                && !Files.exists(target().path(), LinkOption.NOFOLLOW_LINKS)) {
            throw CommandException.usage(
                    "there is no database '%s', and no backup of it".formatted(target().path()));
        }
        if (output.isJson()) {
            document(output, new BackupListResult(shown));
            return ExitCode.DONE;
        }
        BackupLines.lines(shown, all).forEach(output::line);
        int others = found.size() - shown.size();
        output.line(
                shownDatabase()
                        + ": "
                        + BackupLines.count(shown.size())
                        + (others == 0 ? "" : "; --all shows %d of others".formatted(others)));
        return ExitCode.DONE;
    }
}
