package dev.cairn.server.command;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.server.output.Output;
import dev.cairn.worker.manager.DbWorkerManager;
import dev.cairn.worker.protocol.WorkerStatus;
import java.util.List;
import picocli.CommandLine.Command;

/** Tells about the workers of the code index. */
@Command(
        name = "workers",
        header =
                "Show the workers of the code index: state, process, restarts, sessions, queue, last error.",
        footer = {"", "Examples:", "  cairn workers", "  cairn workers --json"})
final class WorkersCommand extends ConfiguredCommand {

    WorkersCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** All workers, as a document. */
    private record Workers(List<WorkerStatus> workers) {}

    @Override
    ExitCode run(Output output, Interruption interruption) {
        DatabaseConfiguration configuration = indexedDatabase();
        List<WorkerStatus> workers = DbWorkerManager.status(configuration).stream().toList();
        if (output.isJson()) {
            output.document(new Workers(workers));
        } else {
            workers.forEach(worker -> print(worker, output));
            if (workers.isEmpty()) {
                output.line("no worker is running");
            }
        }
        return ExitCode.DONE;
    }

    private static void print(WorkerStatus worker, Output output) {
        output.line(
                "database  %s  process %d  up %s  restarts %d  %s"
                        .formatted(
                                worker.state(),
                                worker.process(),
                                Durations.text(worker.uptimeMillis()),
                                worker.restarts(),
                                worker.database()));
        output.line(
                "  queue: %d writers waiting; writing: %s"
                        .formatted(
                                worker.waitingWriters(),
                                worker.writer().isEmpty() ? "nobody" : worker.writer()));
        output.line(
                "  database %d bytes, write-ahead log %d bytes"
                        .formatted(worker.databaseBytes(), worker.logBytes()));
        worker.sessions().forEach(session -> output.line("  session " + session));
        output.line(
                "  last error: " + (worker.lastError().isEmpty() ? "none" : worker.lastError()));
        if (!worker.lastCrash().isEmpty()) {
            output.line("  last crash: " + worker.lastCrash());
        }
    }
}
