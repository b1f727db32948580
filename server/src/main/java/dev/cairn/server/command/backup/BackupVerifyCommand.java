package dev.cairn.server.command.backup;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.backup.BackupVerification;
import dev.cairn.database.backup.BackupVerifyRequest;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.ProgramDatabases;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.ProgressDisplay;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a backup. */
@Command(
        name = "verify",
        header = "Check a backup: the hash of its file, then the database in it.",
        description = {
            "A backup of a PostgreSQL database is restored into a scratch database, which must be"
                    + " equal.",
            "Exit 1 if it is not sound."
        },
        footer = {
            "",
            "Examples:",
            "  cairn backup verify 1f0c --database app.db",
            "  cairn backup verify 1f0c --database app.db --identity key.txt"
        })
public final class BackupVerifyCommand extends BackupFolderCommand {

    @Parameters(paramLabel = "ID", description = "The backup's id, or the beginning of it.")
    private String id;

    @Option(
            names = "--identity",
            paramLabel = "FILE",
            description = "The age identities that can open it; without them it is only hashed.")
    private @Nullable Path identity;

    public BackupVerifyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected ExitCode run(BackupManager backups, Output output) {
        Optional<Path> identityFile = Optional.ofNullable(identity).map(this::resolved);
        BackupVerification result =
                target().isFile()
                        ? backups.verify(id, identityFile)
                        : onServer(identityFile, output);
        if (output.isJson()) {
            document(output, result);
        } else {
            result.faults().forEach(fault -> output.line(output.style().bad("FAILED ") + fault));
            if (result.sound()) {
                output.done(
                        shownDatabase()
                                + (result.contentChecked()
                                        ? ": the backup is sound"
                                        : ": the backup's file is sound; it is encrypted, and was"
                                                + " not opened"));
            }
        }
        return result.sound() ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** A backup of a server's database is checked by making a scratch database from it. */
    private BackupVerification onServer(Optional<Path> identityFile, Output output) {
        try (CodeDatabase database = new ProgramDatabases(output).openSaying(target());
                ProgressDisplay progress = output.progress("tables")) {
            return database.perform(new BackupVerifyRequest(folder(), id, identityFile), progress);
        }
    }
}
