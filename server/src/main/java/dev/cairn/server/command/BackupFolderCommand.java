package dev.cairn.server.command;

import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.database.sqlite.SqliteFile;
import dev.cairn.server.output.Output;
import picocli.CommandLine.Mixin;

/** A command on the backups alone: the database itself may be damaged or gone. */
abstract class BackupFolderCommand extends TargetCommand {

    @Mixin private BackupFolderOption folder;

    BackupFolderCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Does the work. */
    abstract ExitCode run(BackupManager backups, Output output);

    @Override
    final ExitCode run(Output output, Interruption interruption) {
        return run(BackupManager.in(folder.of(target(), this)), output);
    }

    /** Returns whether a backup was made of the database that the command names. */
    final boolean isOwn(BackupManifest manifest) {
        return manifest.isOf(SqliteFile.inExistingFolder(target().path()));
    }
}
