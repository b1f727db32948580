package dev.cairn.server.command.backup;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.database.sqlite.file.SqliteFile;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.command.TargetCommand;
import dev.cairn.server.output.Output;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;

/** A command on the backups alone: the database itself may be damaged or gone. */
abstract class BackupFolderCommand extends TargetCommand {

    @Mixin private BackupFolderOption folder;

    protected BackupFolderCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Does the work. */
    protected abstract ExitCode run(BackupManager backups, Output output);

    /** Returns the folder of the backups. */
    protected final Path folder() {
        return folder.of(target(), this);
    }

    @Override
    protected final ExitCode run(Output output, Interruption interruption) {
        folder.requireExisting(this);
        return run(BackupManager.in(folder()), output);
    }

    /** Returns whether a backup was made of the database that the command names. */
    protected final boolean isOwn(BackupManifest manifest) {
        return manifest.isOf(databaseName(target()));
    }

    /** Returns the name that manifests know a database by. */
    static String databaseName(DatabaseConfiguration database) {
        return database.isFile()
                ? SqliteFile.inExistingFolder(database.path()).toString()
                : database.location().text();
    }
}
