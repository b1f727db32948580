package dev.cairn.server.command.backup;

import dev.cairn.database.CodeDatabase;
import dev.cairn.server.command.CairnCommand;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether and where a backup is made before something changes. */
public final class BackupBeforeOptions {

    @Option(names = "--no-backup", description = "Make no backup before something is changed.")
    private boolean without;

    @Mixin private BackupFolderOption folder;

    /** Returns the folder for the backup; empty if none is wanted. */
    public Optional<Path> folder(CodeDatabase database, CairnCommand command) {
        return without
                ? Optional.empty()
                : Optional.of(folder.of(database.configuration(), command));
    }
}
