package dev.cairn.server.command.backup;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.server.command.CairnCommand;
import dev.cairn.server.command.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The folder of the backups. */
final class BackupFolderOption {

    @Option(
            names = "--backup-dir",
            paramLabel = "DIR",
            description =
                    "The folder for backups. Default: that of the configuration, else"
                            + " .cairn/backups next to the database.")
    private @Nullable Path folder;

    /** Checks that a folder that was named is there, for commands that read it. */
    void requireExisting(CairnCommand command) {
        if (folder != null && !Files.isDirectory(command.resolved(folder))) {
            throw CommandException.usage(
                    "cannot read the backups: there is no folder '%s'; name another one with --backup-dir"
                            .formatted(command.resolved(folder)));
        }
    }

    Path of(DatabaseConfiguration configuration, CairnCommand command) {
        return folder == null ? configuration.storage().backups() : command.resolved(folder);
    }
}
