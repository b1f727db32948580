package dev.cairn.server.command.server;

import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.ProgramLog;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.configuration.CairnConfiguration;
import dev.cairn.server.output.Output;
import dev.cairn.server.process.PageSettings;
import dev.cairn.server.process.Server;
import dev.cairn.server.process.ServerProcess;
import dev.cairn.server.process.ServerRecord;
import dev.cairn.server.process.ServerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the server of a project. */
@Command(
        name = "serve",
        header = "Keep the index of a project up to date, and serve it, until it is stopped.",
        description =
                "Starts the database worker, brings the schema up to date, then starts the repair"
                        + " worker and the file watcher, and serves a page for browsers on this"
                        + " machine. Ctrl-C stops all of them in the reverse order. A project has"
                        + " one server.",
        footer = {
            "",
            "Examples:",
            "  cairn serve",
            "  cairn serve --open",
            "  cairn serve --port 8080",
            "  cairn serve --detach",
            "  cairn serve --vectors",
            "  cairn serve --config cairn.json"
        })
public final class ServeCommand extends ConfiguredCommand {

    /** A first start makes the schema and waits for four processes, maybe on a busy machine. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    private static final int LAST_PORT = 65_535;

    @Option(
            names = "--detach",
            description = "Return when the server is ready; it goes on. See 'cairn stop'.")
    private boolean detach;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "The port of the page, on 127.0.0.1. Default: 7788, or the next free one.")
    private int port;

    @Option(names = "--open", description = "Show the page in the browser, logged in.")
    private boolean open;

    @Option(names = "--no-page", description = "Serve no page.")
    private boolean noPage;

    @Option(
            names = "--vectors",
            description =
                    "Also run the vectorization worker, for questions by meaning. It takes about"
                            + " 300 MB. The same as workers.vectorization.enabled.")
    private boolean vectors;

    public ServeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** A server that was found or started, as a document. */
    private record Detached(boolean started, long process) {}

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        CairnConfiguration configuration =
                configurations().forServer(surroundings().workingFolder());
        ServerSettings configured =
                ServerSettings.of(configuration, surroundings().workingFolder()).with(page());
        ServerSettings settings = vectors ? configured.withVectors() : configured;
        return detach ? detached(settings, output) : attached(settings, output, interruption);
    }

    private PageSettings page() {
        if (noPage && (open || port != 0)) {
            throw CommandException.usage("--no-page excludes --port and --open");
        }
        if (port < 0 || port > LAST_PORT) {
            throw CommandException.usage(
                    "--port must be from 1 to %d, not %d".formatted(LAST_PORT, port));
        }
        return noPage ? PageSettings.NONE : new PageSettings(true, port, open);
    }

    private static ExitCode detached(ServerSettings settings, Output output) {
        Optional<ServerRecord> running = ServerRecord.ofRunning(settings.run());
        long process =
                running.map(ServerRecord::process)
                        .orElseGet(() -> ServerProcess.start(settings, START_TIMEOUT));
        if (output.isJson()) {
            output.document(new Detached(running.isEmpty(), process));
        } else {
            output.line(
                    "the server %s, process %d"
                            .formatted(
                                    running.isPresent() ? "was running already" : "is running",
                                    process));
            ServerRecord.ofRunning(settings.run())
                    .map(ServerRecord::doors)
                    .orElse(List.of())
                    .forEach(door -> output.line(door.name() + "  " + door.address()));
        }
        return ExitCode.DONE;
    }

    private static ExitCode attached(
            ServerSettings settings, Output output, Interruption interruption) {
        ProgramLog.writeTo(settings.database().storage().logs());
        AtomicReference<@Nullable Server> started = new AtomicReference<>();
        Thread starter = Thread.currentThread();
        interruption.cancelBy(() -> stop(started.get(), starter));
        try (Server server = Server.start(settings, output::warning)) {
            started.set(server);
            tell(server.record(), output);
            server.awaitStop();
        }
        output.note("stopped");
        return ExitCode.DONE;
    }

    /** A server that is starting is stopped by the interruption of its start. */
    private static void stop(@Nullable Server server, Thread starter) {
        if (server == null) {
            starter.interrupt();
        } else {
            server.askToStop();
        }
    }

    private static void tell(ServerRecord record, Output output) {
        if (output.isJson()) {
            output.document(record);
            return;
        }
        record.folders().forEach(folder -> output.line("serving '" + folder + "'"));
        WorkerTable.of(record).lines().forEach(output::line);
        record.doors().forEach(door -> output.line(door.name() + "  " + door.address()));
        output.note("Ctrl-C stops the server");
    }
}
