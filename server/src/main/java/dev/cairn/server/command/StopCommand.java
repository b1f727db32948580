package dev.cairn.server.command;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.server.output.Output;
import dev.cairn.worker.manager.DbWorkerManager;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops the worker of the code index. */
@Command(
        name = "stop",
        header = "Stop the worker of the code index.",
        description = "It may finish what it is doing. The next command that needs it starts it.",
        footer = {"", "Examples:", "  cairn stop", "  cairn stop --drain-seconds 60"})
final class StopCommand extends ConfiguredCommand {

    @Option(
            names = "--drain-seconds",
            paramLabel = "N",
            description = "How long it may take to finish what runs. Default: 5.")
    private int drainSeconds = 5;

    StopCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** What was done, as a document. */
    private record Stopped(boolean stopped) {}

    @Override
    ExitCode run(Output output, Interruption interruption) {
        // Not only of an index that is there: its worker may run on after its file was removed.
        DatabaseConfiguration configuration = configurations().ofIndex().database();
        boolean stopped = DbWorkerManager.stop(configuration, Duration.ofSeconds(drainSeconds));
        if (output.isJson()) {
            output.document(new Stopped(stopped));
        } else {
            output.line(stopped ? "the worker is stopped" : "no worker was running");
        }
        return ExitCode.DONE;
    }
}
