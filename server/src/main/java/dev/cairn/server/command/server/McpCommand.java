package dev.cairn.server.command.server;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.SyncResult;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.project.IndexJob;
import dev.cairn.index.project.ProjectRoot;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.index.reader.KeptReaders;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.ProgramDatabases;
import dev.cairn.server.command.ProgramLog;
import dev.cairn.server.command.ProgramVersion;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.configuration.ConfigurationLocator;
import dev.cairn.server.output.Output;
import dev.cairn.server.tool.AgentDoor;
import dev.cairn.server.tool.Editing;
import dev.cairn.server.tool.IndexPool;
import dev.cairn.server.tool.ProjectTools;
import dev.cairn.server.tool.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the tools to one agent over standard input and output. */
@Command(
        name = "mcp",
        header = "Serve the code index to an agent by the Model Context Protocol.",
        description =
                "Speaks MCP over standard input and output, and ends when the client closes its"
                        + " end. A project that was not indexed before is indexed meanwhile. 'cairn mcp"
                        + " install' writes the entry for a client.",
        footer = {
            "",
            "Examples:",
            "  cairn mcp",
            "  cairn mcp --project ~/projects/app --profile read",
            "  cairn mcp install --client claude-code --dry-run"
        })
public final class McpCommand extends ConfiguredCommand {

    private static final int CONNECTIONS = 4;

    @Option(
            names = "--project",
            paramLabel = "DIR",
            description = "The project's folder. Default: this one.")
    private @Nullable Path folder;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "read: only the tools that read. all: also refresh and edits. Default: all.")
    private String profile = "all";

    public McpCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        if (!List.of("read", "all").contains(profile)) {
            throw CommandException.usage(
                    "unknown profile '%s'; it is read or all".formatted(profile));
        }
        AgentDoor door =
                ServiceLoader.load(AgentDoor.class)
                        .findFirst()
                        .orElseThrow(() ->
                                CommandException.failed(
                                        "the jars of 'cairn mcp' are not on the class path; start"
                                                + " it by the launcher bin/cairn"));
        Path root = root();
        DatabaseConfiguration configuration =
                new ConfigurationLocator(root, surroundings().environment(), configurationFile())
                        .forServer(root)
                        .database();
        configuration.storage().create();
        ProgramLog.writeTo(configuration.storage().logs());
        Path project = configuration.storage().project().orElse(root);
        boolean worker = configuration.hasWorker();
        try (KeptReaders _ = KeptReaders.begin();
                IndexPool index =
                        new IndexPool(
                                ProjectRoot.of(project).folder(),
                                () -> ProgramDatabases.open(configuration),
                                worker || !configuration.isFile() ? CONNECTIONS : 1)) {
            prepare(configuration, index);
            List<Tool> tools =
                    profile.equals("read") ? ProjectTools.reading(index) : ProjectTools.all(index);
            door.serve(
                    ProgramVersion.text(), ProjectTools.INSTRUCTIONS, tools, System.in, System.out);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
        return ExitCode.DONE;
    }

    private Path root() {
        Path root = folder == null ? surroundings().workingFolder() : resolved(folder);
        if (!Files.isDirectory(root)) {
            throw CommandException.usage(
                    "cannot serve '%s': there is no such folder".formatted(root));
        }
        return root;
    }

    /**
     * Makes the schema, ends interrupted edits, and has a project that was never indexed indexed in
     * the background.
     */
    private static void prepare(DatabaseConfiguration configuration, IndexPool index) {
        boolean indexed;
        try (CodeDatabase database = ProgramDatabases.open(configuration)) {
            if (CodeIndexSchema.ensure(database).outcome() != SyncResult.Outcome.NEWER_DATABASE) {
                Editing.recover(database);
            }
            indexed =
                    new ProjectStore(database.driver())
                            .all().stream().anyMatch(project -> project.scannedAt().isPresent());
        }
        boolean running = !IndexJob.running(configuration.storage().run()).isEmpty();
        if (!indexed && !running) {
            ProjectTools.indexInBackground(index);
        }
    }
}
