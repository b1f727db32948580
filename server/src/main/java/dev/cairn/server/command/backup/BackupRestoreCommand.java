package dev.cairn.server.command.backup;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.database.backup.RestoreRequest;
import dev.cairn.database.backup.RestoreResult;
import dev.cairn.database.engine.RestoreTarget;
import dev.cairn.database.sqlite.DatabaseOwnership;
import dev.cairn.index.answer.Plural;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.ProgramDatabases;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.command.TargetCommand;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.ProgressDisplay;
import dev.cairn.worker.manager.DbWorkerManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a backup in the place of a database. */
@Command(
        name = "restore",
        header = "Replace a database by one of its backups; the old one is kept.",
        description = {
            "The backup is verified first. A worker that has the database open is stopped.",
            "On a server, a new database is made from the backup, and the names are exchanged in"
                    + " one transaction. A database that does not exist is created."
        },
        footer = {
            "",
            "Examples:",
            "  cairn backup restore 1f0c --database app.db",
            "  cairn backup restore 1f0c --database app.db --identity key.txt",
            "  cairn backup restore 1f0c --database postgres://app@db/copy"
                    + " --from-other-database"
        })
public final class BackupRestoreCommand extends TargetCommand {

    private static final Duration DRAIN = Duration.ofSeconds(30);

    /** Databases that every server has. */
    private static final String MAINTENANCE = "postgres";

    private static final String OTHER_MAINTENANCE = "template1";

    @Parameters(paramLabel = "ID", description = "The backup's id, or the beginning of it.")
    private String id;

    @Option(
            names = "--identity",
            paramLabel = "FILE",
            description = "The age identities that can open it, if it is encrypted.")
    private @Nullable Path identity;

    @Option(
            names = "--no-record",
            description = "Do not write the restore into the history in the database.")
    private boolean withoutRecord;

    @Option(
            names = "--from-other-database",
            description = "Accept a backup that was made of another database.")
    private boolean fromOtherDatabase;

    @Option(
            names = "--disconnect",
            description = "On a server: end the other sessions that use the database.")
    private boolean disconnect;

    @Option(names = "--yes", description = "Replace the database without a question.")
    private boolean yes;

    @Mixin private BackupFolderOption folder;

    public BackupRestoreCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        DatabaseConfiguration configuration = target();
        BackupManager backups = BackupManager.in(folder.of(configuration, this));
        BackupManifest manifest = backups.find(id);
        manifest.requireOf(configuration.type());
        if (!fromOtherDatabase) {
            manifest.requireOf(BackupFolderCommand.databaseName(configuration));
        }
        if (disconnect && configuration.isFile()) {
            throw CommandException.usage("--disconnect is for databases of a server only");
        }
        RestoreResult result =
                configuration.isFile()
                        ? restoreFile(configuration, manifest, output)
                        : restoreOnServer(configuration, manifest, output);
        if (output.isJson()) {
            document(output, result);
        } else {
            output.done(
                    "%s: restored backup %s, %s"
                            .formatted(
                                    shownDatabase(),
                                    result.backupId(),
                                    Plural.of(result.rows(), "row")));
            String replaced = configuration.isFile() ? "file" : "database";
            result.replacedKeptAs()
                    .ifPresent(
                            name -> output.done("the replaced " + replaced + " is '" + name + "'"));
        }
        return ExitCode.DONE;
    }

    private RestoreResult restoreFile(
            DatabaseConfiguration configuration, BackupManifest manifest, Output output) {
        requireConsent(configuration, manifest, output);
        logBeside(configuration);
        DbWorkerManager.stop(configuration, DRAIN);
        return restore(configuration.withoutWorker(), output);
    }

    /** The database cannot be replaced from a session of its own, so another one is opened. */
    private RestoreResult restoreOnServer(
            DatabaseConfiguration configuration, BackupManifest manifest, Output output) {
        String name = configuration.server().database();
        DatabaseConfiguration other =
                configuration.withDatabase(
                        name.equals(MAINTENANCE) ? OTHER_MAINTENANCE : MAINTENANCE);
        try (CodeDatabase database = new ProgramDatabases(output).openSaying(other);
                ProgressDisplay progress = output.progress("tables")) {
            boolean exists =
                    database.driver()
                            .queryValue("SELECT 1 FROM pg_database WHERE datname = ?", name)
                            .isPresent();
            if (exists) {
                ask(
                        "Replace '%s' by the backup of %s (%d rows)? The database is kept under another name."
                                .formatted(shownDatabase(), manifest.createdAt(), manifest.rows()),
                        output);
            }
            return database.perform(
                    request(configuration, Optional.of(new RestoreTarget(name, disconnect))),
                    progress);
        }
    }

    private void ask(String question, Output output) {
        if (!yes && !output.ask(question).orElse(true)) {
            throw CommandException.refused("nothing was changed");
        }
    }

    private void requireConsent(
            DatabaseConfiguration configuration, BackupManifest manifest, Output output) {
        if (yes || !Files.exists(configuration.path())) {
            return;
        }
        String question =
                "Replace '%s' by the backup of %s (%d rows)? The file is kept next to it."
                        .formatted(shownDatabase(), manifest.createdAt(), manifest.rows());
        ask(question, output);
    }

    private RestoreResult restore(DatabaseConfiguration configuration, Output output) {
        if (!Files.exists(configuration.path())) {
            return restoreUnopened(configuration, output);
        }
        try (CodeDatabase database = new ProgramDatabases(output).openSaying(configuration);
                ProgressDisplay progress = output.progress("bytes")) {
            return database.perform(request(configuration, Optional.empty()), progress);
        } catch (DatabaseException e) {
            if (e.code() != DatabaseErrorCode.CORRUPT) {
                throw e;
            }
            output.note("the database cannot be opened: " + e.getMessage());
            return restoreUnopened(configuration, output);
        }
    }

    private RestoreRequest request(
            DatabaseConfiguration configuration, Optional<RestoreTarget> target) {
        return new RestoreRequest(
                folder.of(configuration, this),
                id,
                identityFile(),
                !withoutRecord,
                fromOtherDatabase,
                target);
    }

    /** What is damaged or gone cannot be opened, and is replaced without its history. */
    private RestoreResult restoreUnopened(DatabaseConfiguration configuration, Output output) {
        try (DatabaseOwnership ownership =
                        DatabaseOwnership.acquire(configuration.path(), "cairn backup restore");
                ProgressDisplay progress = output.progress("bytes")) {
            return BackupManager.in(folder.of(configuration, this))
                    .restore(
                            ownership.file(), ownership::replaceFile, id, identityFile(), progress);
        }
    }

    private Optional<Path> identityFile() {
        return Optional.ofNullable(identity).map(this::resolved);
    }
}
