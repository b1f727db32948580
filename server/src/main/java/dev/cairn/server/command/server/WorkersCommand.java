package dev.cairn.server.command.server;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.HumanText;
import dev.cairn.server.output.Output;
import dev.cairn.server.process.ServerRecord;
import dev.cairn.server.process.repair.RepairReport;
import dev.cairn.worker.manager.DbWorkerManager;
import dev.cairn.worker.protocol.WorkerStatus;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the server and the workers of the code index. */
@Command(
        name = "workers",
        header = "Show the server and every kind of worker, also those that do not run.",
        description = "Does not start a worker.",
        footer = {
            "",
            "Examples:",
            "  cairn workers",
            "  cairn workers --watch",
            "  cairn workers --json",
            "  cairn workers --prometheus"
        })
public final class WorkersCommand extends ConfiguredCommand {

    private static final long REFRESH_MILLIS = 1_000;

    /** Moves the cursor to the top left and clears what is below (ECMA-48). */
    private static final String CLEAR_SCREEN = "\u001b[H\u001b[J";

    @Option(names = "--watch", description = "Show it again every second, until Ctrl-C.")
    private boolean watch;

    @Option(names = "--prometheus", description = "Print the metrics of all as Prometheus text.")
    private boolean prometheus;

    public WorkersCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** All workers, as a document. */
    private record Workers(
            List<WorkerRow> workers,
            Optional<ServerRecord> server,
            Optional<WorkerStatus> database,
            Optional<RepairReport> lastRepair) {}

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        if (watch && (prometheus || output.isJson())) {
            throw CommandException.usage("--watch cannot be combined with --json or --prometheus");
        }
        DatabaseConfiguration configuration = configurations().ofIndex().database();
        if (watch) {
            return repeat(configuration, output, interruption);
        }
        show(configuration, output);
        return ExitCode.DONE;
    }

    private static ExitCode repeat(
            DatabaseConfiguration configuration, Output output, Interruption interruption) {
        Thread thread = Thread.currentThread();
        interruption.cancelBy(thread::interrupt);
        try {
            while (true) {
                Workers workers = workers(configuration);
                output.screen(CLEAR_SCREEN);
                print(workers, output);
                output.flush();
                Thread.sleep(REFRESH_MILLIS);
            }
        } catch (InterruptedException _) {
            return ExitCode.DONE;
        }
    }

    private void show(DatabaseConfiguration configuration, Output output) {
        Workers workers = workers(configuration);
        if (prometheus) {
            output.text(
                    WorkerTable.of(workers.server(), workers.database()).prometheus()
                            + (configuration.isFile()
                                    ? DbWorkerManager.metrics(configuration).orElse("")
                                    : ""));
        } else if (output.isJson()) {
            output.document(workers);
        } else {
            print(workers, output);
        }
    }

    private static Workers workers(DatabaseConfiguration configuration) {
        Optional<ServerRecord> server = ServerRecord.ofRunning(configuration.storage().run());
        Optional<WorkerStatus> database =
                configuration.isFile() ? DbWorkerManager.status(configuration) : Optional.empty();
        return new Workers(
                WorkerTable.of(server, database).rows(),
                server,
                database,
                RepairReport.read(configuration.storage().run()));
    }

    private static void print(Workers workers, Output output) {
        WorkerTable.of(workers.server(), workers.database()).lines().forEach(output::line);
        workers.database().ifPresent(worker -> print(worker, output));
        workers.lastRepair().ifPresent(report -> print(report, output));
    }

    private static void print(WorkerStatus worker, Output output) {
        output.line(
                "database %s: %s, write-ahead log %s"
                        .formatted(
                                worker.database(),
                                HumanText.size(worker.databaseBytes()),
                                HumanText.size(worker.logBytes())));
        worker.sessions().forEach(session -> output.line("  " + session));
        if (!worker.lastCrash().isEmpty()) {
            output.line("  last crash: " + worker.lastCrash());
        }
    }

    private static void print(RepairReport report, Output output) {
        output.line(
                "last repair look %s: %d objects checked%s, %d repaired, %d problems, %d deleted files, %d old backups and %d contents before edits removed"
                        .formatted(
                                report.at(),
                                report.checked().size(),
                                report.notChecked().isEmpty()
                                        ? ""
                                        : " (%s not within the time limit)"
                                                .formatted(String.join(", ", report.notChecked())),
                                report.repaired().size(),
                                report.problems().size(),
                                report.deletedFiles(),
                                report.deletedBackups(),
                                report.deletedCodeBackups()));
        report.repaired().forEach(text -> output.line("  repaired: " + text));
        report.problems().forEach(text -> output.line("  problem: " + text));
    }
}
