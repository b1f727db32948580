package dev.cairn.server.command;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.index.IndexContents;
import dev.cairn.server.output.Output;
import dev.cairn.worker.manager.DbWorkerManager;
import dev.cairn.worker.protocol.WorkerStatus;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells how the code index and its worker are. */
@Command(
        name = "status",
        header = "Show the worker, the database, its projects and the latest errors.",
        description = "No worker is started for this.",
        footer = {"", "Examples:", "  cairn status", "  cairn status --json"})
final class StatusCommand extends ConfiguredCommand {

    @Option(
            names = "--errors",
            paramLabel = "N",
            description = "How many of the latest errors to show. Default: 5.")
    private int errors = 5;

    StatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** How the index is, as a document. */
    private record Status(String database, Optional<WorkerStatus> worker, IndexContents contents) {}

    @Override
    ExitCode run(Output output, Interruption interruption) {
        DatabaseConfiguration configuration = indexedDatabase();
        Optional<WorkerStatus> worker =
                configuration.worker().enabled()
                        ? DbWorkerManager.status(configuration)
                        : Optional.empty();
        IndexContents contents = contents(configuration, worker.isPresent());
        if (output.isJson()) {
            output.document(new Status(configuration.path().toString(), worker, contents));
        } else {
            printWorker(worker, output);
            printContents(configuration, contents, output);
        }
        return ExitCode.DONE;
    }

    private IndexContents contents(DatabaseConfiguration configuration, boolean byWorker) {
        try (CodeDatabase database =
                CodeDatabase.open(byWorker ? configuration : configuration.withoutWorker())) {
            return IndexContents.read(database, errors);
        }
    }

    private static void printWorker(Optional<WorkerStatus> status, Output output) {
        if (status.isEmpty()) {
            output.line("worker    not running");
            return;
        }
        WorkerStatus worker = status.get();
        output.line(
                "worker    %s, process %d, up %s, %d sessions, %d writers waiting"
                        .formatted(
                                worker.state(),
                                worker.process(),
                                Durations.text(worker.uptimeMillis()),
                                worker.sessions().size(),
                                worker.waitingWriters()));
        if (!worker.lastError().isEmpty()) {
            output.line("          last error: " + worker.lastError());
        }
    }

    private static void printContents(
            DatabaseConfiguration configuration, IndexContents contents, Output output) {
        output.line("database  " + configuration.path());
        output.line("schema    " + contents.schemaVersion());
        for (IndexContents.Project project : contents.projects()) {
            output.line(
                    "project   %s: %d files, %d definitions, %d errors in '%s'"
                            .formatted(
                                    project.name(),
                                    project.files(),
                                    project.definitions(),
                                    project.errors(),
                                    project.rootPath()));
        }
        for (IndexContents.IndexingError error : contents.latestErrors()) {
            output.line(
                    "error     %s%s: %s"
                            .formatted(
                                    error.path(),
                                    error.line().map(line -> ":" + line).orElse(""),
                                    error.message()));
        }
    }
}
