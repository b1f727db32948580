package dev.cairn.server.command.project;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.FileErrors;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.audit.HistoryRequest;
import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.database.engine.Engine;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.ProgramDatabases;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import dev.cairn.server.report.CoverageFigures;
import dev.cairn.server.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes what the page shows of an index and its database into one file. */
@Command(
        name = "report",
        header = "Write a report of the index and its database as one HTML file.",
        description =
                "The file has the coverage of each project, the diagram of the database's schema,"
                        + " its history and its backups. It loads nothing and runs no script.",
        footer = {"", "Examples:", "  cairn report --output report.html"})
public final class ReportCommand extends ConfiguredCommand {

    private static final int ENTRIES = 200;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            required = true,
            description = "The file to write.")
    private @Nullable Path file;

    @Option(names = "--force", description = "Replace the file if it exists.")
    private boolean force;

    public ReportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** The file that was written, as a document. */
    private record Written(String file, long bytes) {}

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        Path target = resolved(Objects.requireNonNull(file));
        boolean exists = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (exists && !force) {
            throw CommandException.refused(
                    "cannot write '%s': it exists; give --force to replace it".formatted(target));
        }
        DatabaseConfiguration configuration = indexedDatabase();
        String text;
        try (CodeDatabase database = ProgramDatabases.open(configuration)) {
            interruption.cancelBy(database.driver()::cancel);
            text = report(database, configuration).text(Instant.now());
        }
        write(target, text);
        if (output.isJson()) {
            output.document(new Written(target.toString(), text.length()));
        } else {
            output.line("wrote '" + target + "'");
        }
        return ExitCode.DONE;
    }

    private static Report report(CodeDatabase database, DatabaseConfiguration configuration) {
        List<CoverageFigures> projects =
                new ProjectStore(database.driver())
                        .all().stream()
                                .map(project -> CoverageFigures.read(database, project))
                                .toList();
        List<BackupManifest> backups =
                BackupManager.in(configuration.storage().backups()).list().stream()
                        .filter(backup -> backup.isOf(configuration.location().text()))
                        .toList();
        return new Report(
                configuration.location().text(),
                AnswerFreshness.NONE.state(database.driver()),
                projects,
                Engine.of(database.driver()).dialect().readable(database.driver().inspectSchema()),
                database.perform(new HistoryRequest(ENTRIES, true), ProgressListener.NONE),
                backups);
    }

    private void write(Path target, String text) {
        try {
            if (force) {
                Files.writeString(target, text);
            } else {
                Files.writeString(target, text, StandardOpenOption.CREATE_NEW);
            }
        } catch (IOException e) {
            throw CommandException.failed(
                    "cannot write the report to '%s': %s".formatted(target, FileErrors.reason(e)));
        }
    }
}
