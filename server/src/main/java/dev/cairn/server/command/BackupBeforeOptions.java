package dev.cairn.server.command;

import dev.cairn.database.CodeDatabase;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether and where a backup is made before something changes. */
final class BackupBeforeOptions {

    @Option(names = "--no-backup", description = "Make no backup before something is changed.")
    private boolean without;

    @Mixin private BackupFolderOption folder;

    /** Returns the folder for the backup; empty if none is wanted. */
    Optional<Path> folder(CodeDatabase database, CairnCommand command) {
        return without
                ? Optional.empty()
                : Optional.of(folder.of(database.configuration(), command));
    }
}
