package dev.cairn.server.command.server;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.OperationPolicy;
import dev.cairn.index.IndexContents;
import dev.cairn.index.IndexCoverage;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.answer.Plural;
import dev.cairn.index.freshness.TreeComparison;
import dev.cairn.index.meaning.MeaningCoverage;
import dev.cairn.index.project.IndexJob;
import dev.cairn.index.project.Project;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.index.project.RunningJob;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.Durations;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.ProgramDatabases;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.meaning.VectorStatus;
import dev.cairn.server.output.HumanText;
import dev.cairn.server.output.Output;
import dev.cairn.server.process.ServerRecord;
import dev.cairn.server.process.ServerSummary;
import dev.cairn.server.process.UnfinishedIndexing;
import dev.cairn.server.process.repair.RepairReport;
import dev.cairn.worker.manager.DbWorkerManager;
import dev.cairn.worker.protocol.WorkerStatus;
import dev.cairn.worker.protocol.WorkerSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the state of the code index and its worker. */
@Command(
        name = "status",
        header = "Show the worker, the database, its projects and the latest errors.",
        description = "Does not start a worker.",
        footer = {"", "Examples:", "  cairn status", "  cairn status --json"})
public final class StatusCommand extends ConfiguredCommand {

    /** A measurement of the vectorization worker. */
    @Option(
            names = "--errors",
            paramLabel = "N",
            description = "How many of the latest errors to show. Default: 5.")
    private int errors = 5;

    public StatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Option(names = "--no-scan", description = "Do not look how many files changed on disk.")
    private boolean noScan;

    /** How one project is. */
    private record ProjectStatus(
            String name,
            Optional<Instant> scannedAt,
            Optional<Waiting> waiting,
            List<IndexCoverage.LanguageFiles> languages,
            List<IndexCoverage.ErrorKind> errors) {}

    /** How many files differ from what the index knows. */
    private record Waiting(long added, long changed, long gone) {}

    /** How the index is, as a document. */
    private record Status(
            String database,
            long databaseBytes,
            Optional<WorkerStatus> worker,
            Optional<ServerRecord> server,
            List<WorkerRow> workers,
            Optional<RepairReport> lastRepair,
            List<RunningJob> jobs,
            IndexContents index,
            Optional<MeaningCoverage> vectors,
            List<ProjectStatus> projects) {}

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        if (errors < 0) {
            throw CommandException.usage("--errors must be 0 or more, not " + errors);
        }
        DatabaseConfiguration configuration = indexedDatabase();
        Optional<WorkerSummary> worker =
                configuration.hasWorker()
                        ? DbWorkerManager.summary(configuration)
                        : Optional.empty();
        try (CodeDatabase database =
                ProgramDatabases.open(
                        worker.isPresent() ? configuration : configuration.withoutWorker())) {
            IndexContents index = IndexContents.read(database, errors);
            VectorStatus vectors =
                    VectorStatus.read(
                            database.driver(),
                            ServerRecord.ofRunning(configuration.storage().run()));
            List<RunningJob> jobs = IndexJob.running(configuration.storage().run());
            List<ProjectStatus> projects =
                    new ProjectStore(database.driver())
                            .all().stream().map(project -> status(database, project)).toList();
            if (output.isJson()) {
                output.document(
                        status(database, worker, jobs, index, vectors.coverage(), projects));
            } else {
                ServerSummary.ofRunning(configuration.storage().run())
                        .ifPresent(server -> print(server, output));
                print(worker, output);
                if (RepairReport.hasProblems(configuration.storage().run())) {
                    output.warning(
                            "the repair worker found problems at its last look; 'cairn workers'"
                                    + " lists them");
                }
                output.line(
                        "database  %s (%s)"
                                .formatted(
                                        configuration.location().text(),
                                        HumanText.size(bytes(database))));
                output.line("schema    " + index.schemaVersion());
                jobs.forEach(job -> output.line("running   " + job.text()));
                if (jobs.isEmpty()) {
                    UnfinishedIndexing.in(configuration.storage().run())
                            .forEach(text ->
                                    output.line(
                                            "stopped   " + text + "; run 'cairn index' to go on"));
                }
                print(index, projects, output);
                print(vectors.lines(), output);
            }
        } catch (DatabaseException e) {
            throw explained(e, configuration);
        }
        return ExitCode.DONE;
    }

    private static Status status(
            CodeDatabase opened,
            Optional<WorkerSummary> worker,
            List<RunningJob> jobs,
            IndexContents index,
            Optional<MeaningCoverage> vectors,
            List<ProjectStatus> projects) {
        DatabaseConfiguration configuration = opened.configuration();
        Optional<WorkerStatus> database =
                worker.flatMap(_ -> DbWorkerManager.status(configuration));
        Optional<ServerRecord> server = ServerRecord.ofRunning(configuration.storage().run());
        return new Status(
                configuration.location().text(),
                bytes(opened),
                database,
                server,
                WorkerTable.of(server, database).rows(),
                RepairReport.read(configuration.storage().run()),
                jobs,
                index,
                vectors,
                projects);
    }

    private static void print(List<String> vectors, Output output) {
        for (int i = 0; i < vectors.size(); i++) {
            output.line((i == 0 ? "vectors   " : "          ") + vectors.get(i));
        }
    }

    private static void print(ServerSummary server, Output output) {
        output.line(
                "server    running, process %d; 'cairn workers' shows its workers"
                        .formatted(server.process()));
        if (!server.problem().isEmpty()) {
            output.warning(server.problem());
        }
    }

    /** Explains why a table is missing: before the first run, or after an older version. */
    private static RuntimeException explained(
            DatabaseException error, DatabaseConfiguration configuration) {
        String message = String.valueOf(error.getMessage());
        if (!message.contains("no such table") && !message.contains("no such column")) {
            return error;
        }
        return CommandException.failed(
                IndexJob.running(configuration.storage().run()).stream()
                        .findFirst()
                        .map(job -> "the index is being made: " + job.text())
                        .orElse(
                                "the index '%s' is not complete, or was made by another version; run 'cairn index'"
                                        .formatted(configuration.location().text())));
    }

    private static long bytes(CodeDatabase database) {
        DatabaseConfiguration configuration = database.configuration();
        return configuration.isFile()
                ? bytes(configuration.path()) + bytes(log(configuration.path()))
                : IndexContents.bytes(database.driver());
    }

    /** Returns the write-ahead log, which has what was written last. */
    private static Path log(Path database) {
        return database.resolveSibling(database.getFileName() + "-wal");
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private ProjectStatus status(CodeDatabase database, Project project) {
        Optional<TreeComparison> tree =
                noScan
                        ? Optional.empty()
                        : TreeComparison.of(
                                database, project.id(), IndexOptions.standard().maxFileBytes());
        IndexCoverage coverage = IndexCoverage.read(database, project.id());
        return new ProjectStatus(
                project.name(),
                project.scannedAt(),
                tree.map(some -> new Waiting(some.added(), some.changed(), some.gone())),
                coverage.languages(),
                coverage.errors());
    }

    /** {@code cairn workers} shows in detail what the worker does, which takes longer. */
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

    private static void print(IndexContents index, List<ProjectStatus> projects, Output output) {
        for (int i = 0; i < projects.size(); i++) {
            print(index.projects().get(i), projects.get(i), output);
        }
        for (IndexContents.IndexingError error : index.latestErrors()) {
            String line = error.line().map(number -> ":" + number).orElse("");
            output.line("  %s%s: %s".formatted(error.path(), line, error.message()));
        }
    }

    private static void print(IndexContents.Project project, ProjectStatus status, Output output) {
        output.line(
                "project   %s: %s, %s in '%s'"
                        .formatted(
                                project.name(),
                                Plural.of(project.files(), "file"),
                                Plural.of(project.definitions(), "definition"),
                                project.rootPath()));
        output.line(
                "          "
                        + status.scannedAt
                                .map(time ->
                                        "indexed "
                                                + Durations.text(
                                                        Duration.between(time, Instant.now())
                                                                .toMillis())
                                                + " ago")
                                .orElse("the first run was not finished; run 'cairn index'")
                        + status.waiting.map(StatusCommand::text).orElse(""));
        String textOnly =
                status.languages.stream()
                        .filter(language -> language.textOnly() > 0)
                        .map(language -> language.textOnly() + " " + language.language())
                        .collect(Collectors.joining(", "));
        if (!textOnly.isEmpty()) {
            output.line("          as text only: " + textOnly);
        }
        String errors =
                status.errors.stream()
                        .map(kind ->
                                "%d %s in %s"
                                        .formatted(
                                                kind.errors(),
                                                kind.kind(),
                                                Plural.of(kind.files(), "file")))
                        .collect(Collectors.joining(", "));
        if (!errors.isEmpty()) {
            output.line("          not understood: " + errors + "; these places are found as text");
        }
    }

    private static String text(Waiting waiting) {
        if (waiting.added + waiting.changed + waiting.gone == 0) {
            return ", nothing changed on disk";
        }
        return ", since then on disk: %d new, %d changed, %d gone"
                .formatted(waiting.added, waiting.changed, waiting.gone);
    }
}
