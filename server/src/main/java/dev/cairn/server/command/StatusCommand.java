package dev.cairn.server.command;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.OperationPolicy;
import dev.cairn.index.IndexContents;
import dev.cairn.server.output.Output;
import dev.cairn.worker.manager.DbWorkerManager;
import dev.cairn.worker.protocol.WorkerStatus;
import java.time.Duration;
import java.time.Instant;
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
    private record Status(String database, Optional<WorkerStatus> worker, IndexContents index) {}

    @Override
    ExitCode run(Output output, Interruption interruption) {
        DatabaseConfiguration configuration = indexedDatabase();
        Optional<ProcessHandle> worker =
                configuration.worker().enabled()
                        ? DbWorkerManager.running(configuration)
                        : Optional.empty();
        try (CodeDatabase database =
                ProgramDatabases.open(
                        worker.isPresent() ? configuration : configuration.withoutWorker())) {
            IndexContents index = IndexContents.read(database, errors);
            if (output.isJson()) {
                output.document(
                        new Status(
                                configuration.path().toString(),
                                worker.flatMap(_ -> DbWorkerManager.status(configuration)),
                                index));
            } else {
                printWorker(worker, output);
                worker.flatMap(_ -> DbWorkerManager.status(configuration))
                        .map(WorkerStatus::maintenance)
                        .ifPresent(maintenance -> print(maintenance, output));
                output.line("database  " + configuration.path());
                output.line("schema    " + index.schemaVersion());
                print(index, output);
            }
        }
        return ExitCode.DONE;
    }

    /** What the worker does in detail is told by {@code cairn workers}, which takes longer. */
    private static void printWorker(Optional<ProcessHandle> worker, Output output) {
        output.line(
                worker.map(process ->
                                "worker    running, process %d%s"
                                        .formatted(process.pid(), uptime(process)))
                        .orElse("worker    not running"));
    }

    /** Says so if work is kept away from a database that failed repeatedly. */
    private static void print(OperationPolicy.Status maintenance, Output output) {
        if (maintenance.circuit() != OperationPolicy.Circuit.CLOSED) {
            output.line(
                    "failing   schema work and backups are refused for another %s; the last failure: %s"
                            .formatted(
                                    Durations.text(maintenance.opensAgainInMillis()),
                                    maintenance.lastFailure().orElse("unknown")));
        }
    }

    private static String uptime(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()).toMillis())
                .map(millis -> ", up " + Durations.text(millis))
                .orElse("");
    }

    private static void print(IndexContents index, Output output) {
        for (IndexContents.Project project : index.projects()) {
            output.line(
                    "project   %s: %d files, %d definitions, %d errors in '%s'"
                            .formatted(
                                    project.name(),
                                    project.files(),
                                    project.definitions(),
                                    project.errors(),
                                    project.rootPath()));
        }
        for (IndexContents.IndexingError error : index.latestErrors()) {
            String line = error.line().map(number -> ":" + number).orElse("");
            output.line("error     %s%s: %s".formatted(error.path(), line, error.message()));
        }
    }
}
