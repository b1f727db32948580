package dev.cairn.server.command;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.OperationPolicy;
import dev.cairn.index.IndexContents;
import dev.cairn.server.output.Output;
import dev.cairn.server.process.RepairReport;
import dev.cairn.server.process.ServerRecord;
import dev.cairn.server.process.ServerSummary;
import dev.cairn.worker.manager.DbWorkerManager;
import dev.cairn.worker.protocol.WorkerStatus;
import dev.cairn.worker.protocol.WorkerSummary;
import java.util.List;
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
    private record Status(
            String database,
            Optional<WorkerStatus> worker,
            Optional<ServerRecord> server,
            List<WorkerRow> workers,
            Optional<RepairReport> lastRepair,
            IndexContents index) {}

    @Override
    ExitCode run(Output output, Interruption interruption) {
        DatabaseConfiguration configuration = indexedDatabase();
        Optional<WorkerSummary> worker =
                configuration.worker().enabled()
                        ? DbWorkerManager.summary(configuration)
                        : Optional.empty();
        try (CodeDatabase database =
                ProgramDatabases.open(
                        worker.isPresent() ? configuration : configuration.withoutWorker())) {
            IndexContents index = IndexContents.read(database, errors);
            if (output.isJson()) {
                output.document(status(configuration, worker, index));
            } else {
                ServerSummary.ofRunning(configuration.storage().run())
                        .ifPresent(server -> print(server, output));
                print(worker, output);
                output.line("database  " + configuration.path());
                output.line("schema    " + index.schemaVersion());
                print(index, output);
            }
        }
        return ExitCode.DONE;
    }

    private static Status status(
            DatabaseConfiguration configuration,
            Optional<WorkerSummary> worker,
            IndexContents index) {
        Optional<WorkerStatus> database =
                worker.flatMap(_ -> DbWorkerManager.status(configuration));
        Optional<ServerRecord> server = ServerRecord.ofRunning(configuration.storage().run());
        return new Status(
                configuration.path().toString(),
                database,
                server,
                WorkerTable.of(server, database).rows(),
                RepairReport.read(configuration.storage().run()),
                index);
    }

    private static void print(ServerSummary server, Output output) {
        output.line(
                "server    running, process %d; 'cairn workers' shows its workers"
                        .formatted(server.process()));
        if (!server.problem().isEmpty()) {
            output.warning(server.problem());
        }
    }

    /** What the worker does in detail is told by {@code cairn workers}, which takes longer. */
    private static void print(Optional<WorkerSummary> worker, Output output) {
        if (worker.isEmpty()) {
            output.line("worker    not running");
            return;
        }
        output.line(
                "worker    running, process "
                        + worker.get().process()
                        + ", up "
                        + Durations.text(worker.get().uptimeMillis()));
        OperationPolicy.Status maintenance = worker.get().maintenance();
        // Work is kept away from a database that failed repeatedly.
        if (maintenance.circuit() != OperationPolicy.Circuit.CLOSED) {
            output.line(
                    "failing   schema work and backups are refused for another %s; the last failure: %s"
                            .formatted(
                                    Durations.text(maintenance.opensAgainInMillis()),
                                    maintenance.lastFailure().orElse("unknown")));
        }
    }

    private static void print(IndexContents index, Output output) {
        for (IndexContents.Project project : index.projects()) {
            output.line(
                    "project   "
                            + project.name()
                            + ": "
                            + project.files()
                            + " files, "
                            + project.definitions()
                            + " definitions, "
                            + project.errors()
                            + " errors in '"
                            + project.rootPath()
                            + "'");
        }
        for (IndexContents.IndexingError error : index.latestErrors()) {
            String line = error.line().map(number -> ":" + number).orElse("");
            output.line("error     %s%s: %s".formatted(error.path(), line, error.message()));
        }
    }
}
