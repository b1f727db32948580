package dev.cairn.server.command.backup;

import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.database.sqlite.file.SqliteFile;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.command.TargetCommand;
import dev.cairn.server.output.Output;
import picocli.CommandLine.Mixin;

/** A command on the backups alone: the database itself may be damaged or gone. */
abstract class BackupFolderCommand extends TargetCommand {

    @Mixin private BackupFolderOption folder;

    protected BackupFolderCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Does the work. */
    protected abstract ExitCode run(BackupManager backups, Output output);

    @Override
    protected final ExitCode run(Output output, Interruption interruption) {
        folder.requireExisting(this);
        return run(BackupManager.in(folder.of(target(), this)), output);
    }

    /** Returns whether a backup was made of the database that the command names. */
    protected final boolean isOwn(BackupManifest manifest) {
        return manifest.isOf(SqliteFile.inExistingFolder(target().path()));
    }
}
