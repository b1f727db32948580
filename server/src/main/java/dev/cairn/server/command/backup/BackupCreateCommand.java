package dev.cairn.server.command.backup;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.backup.BackupCreateRequest;
import dev.cairn.database.backup.BackupCreateResult;
import dev.cairn.database.backup.BackupOptions;
import dev.cairn.server.command.Access;
import dev.cairn.server.command.DatabaseCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.ProgressDisplay;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a backup. */
@Command(
        name = "create",
        header = "Make a backup, and open and check it before it counts.",
        description = "Does not block writers. A database without rows is not backed up.",
        footer = {
            "",
            "Examples:",
            "  cairn backup create --database app.db --comment 'before the upgrade'",
            "  cairn backup create --database app.db --compress --recipient age1...",
            "  cairn backup create --database postgres://app@db/app --compress"
        })
public final class BackupCreateCommand extends DatabaseCommand {

    @Option(names = "--comment", paramLabel = "TEXT", description = "Why it is made.")
    private String comment = "";

    @Option(names = "--compress", description = "Compress it by zstd.")
    private boolean compress;

    @Option(
            names = "--recipient",
            paramLabel = "AGE1...",
            description = "Encrypt it to this age recipient; may be repeated.")
    private List<String> recipients = List.of();

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description =
                    "How it is copied. SQLite: file. PostgreSQL: copy, or pg_dump where it is"
                            + " installed. Default: the first that copies all of the database.")
    private @Nullable String method;

    @Option(
            names = "--no-record",
            description = "Do not write the backup into the history in the database.")
    private boolean withoutRecord;

    @Mixin private BackupFolderOption folder;

    public BackupCreateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Access access() {
        return Access.WRITE;
    }

    @Override
    protected String progressUnit() {
        return "pages";
    }

    @Override
    protected ExitCode run(CodeDatabase database, Output output, ProgressDisplay progress) {
        BackupCreateResult result =
                database.perform(
                        new BackupCreateRequest(
                                folder.of(database.configuration(), this),
                                new BackupOptions(
                                        comment, compress, recipients, Optional.ofNullable(method)),
                                !withoutRecord),
                        progress);
        if (output.isJson()) {
            document(output, result);
        } else {
            output.line(
                    result.manifest()
                            .map(manifest -> shownDatabase() + ": " + BackupLines.line(manifest))
                            .orElse(shownDatabase() + ": no backup, " + result.skipped()));
        }
        return ExitCode.DONE;
    }
}
