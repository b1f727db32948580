package dev.cairn.server.command.backup;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.server.command.CairnCommand;
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
                            + " .cairn/backups beside the database.")
    private @Nullable Path folder;

    Path of(DatabaseConfiguration configuration, CairnCommand command) {
        return folder == null ? configuration.storage().backups() : command.resolved(folder);
    }
}
