package dev.cairn.server.command.server;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.ProgramLog;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import dev.cairn.server.process.RunningServer;
import dev.cairn.worker.manager.DbWorkerManager;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops the server and the worker of the code index. */
@Command(
        name = "stop",
        header = "Stop the server of the project and the worker of the code index.",
        description =
                "They may finish what they are doing. The next command that needs the worker starts"
                        + " it; a server is started again by 'cairn serve'.",
        footer = {"", "Examples:", "  cairn stop", "  cairn stop --drain-seconds 60"})
public final class StopCommand extends ConfiguredCommand {

    @Option(
            names = "--drain-seconds",
            paramLabel = "N",
            description = "How long they may take to finish what runs. Default: 5.")
    private int drainSeconds = 5;

    public StopCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /**
     * What was done, as a document.
     *
     * @param stopped whether anything was running
     */
    private record Stopped(boolean stopped, Optional<Long> server, boolean worker) {}

    /** The database need not be there any more: its worker is found by its socket. */
    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        if (drainSeconds < 0) {
            throw CommandException.usage("--drain-seconds must be 0 or more, not " + drainSeconds);
        }
        DatabaseConfiguration configuration = configurations().ofIndex().database();
        ProgramLog.writeTo(configuration.storage().logs());
        Duration drain = Duration.ofSeconds(drainSeconds);
        Optional<Long> server = RunningServer.stop(configuration.storage().run(), drain);
        boolean worker = configuration.isFile() && DbWorkerManager.stop(configuration, drain);
        if (output.isJson()) {
            output.document(new Stopped(server.isPresent() || worker, server, worker));
        } else {
            output.done(text(server.isPresent(), worker));
        }
        return ExitCode.DONE;
    }

    private static String text(boolean server, boolean worker) {
        if (server) {
            return "the server and its workers are stopped";
        }
        return worker ? "the worker is stopped" : "no worker was running";
    }
}
