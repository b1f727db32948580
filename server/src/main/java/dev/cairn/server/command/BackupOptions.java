package dev.cairn.server.command;

import dev.cairn.database.CodeDatabase;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the backup goes that is made before something changes. */
final class BackupOptions {

    @Option(names = "--no-backup", description = "Make no backup before something is changed.")
    private boolean without;

    @Option(
            names = "--backup-dir",
            paramLabel = "DIR",
            description =
                    "The folder for backups. Default: that of the configuration, else"
                            + " .cairn/backups beside the database.")
    private @Nullable Path folder;

    /** Returns the folder for the backup; empty if none is wanted. */
    Optional<Path> folder(CodeDatabase database, DatabaseCommand command) {
        return without ? Optional.empty() : Optional.of(folderOrUsual(database, command));
    }

    private Path folderOrUsual(CodeDatabase database, DatabaseCommand command) {
        return folder == null
                ? database.configuration().storage().backups()
                : command.resolved(folder);
    }
}
