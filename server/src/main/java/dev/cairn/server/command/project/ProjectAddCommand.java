package dev.cairn.server.command.project;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.IndexSummary;
import dev.cairn.index.answer.Plural;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.command.index.IndexingOfTree;
import dev.cairn.server.output.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Adds a folder to an index as a project of its own. */
@Command(
        name = "add",
        header = "Index a folder as a project of this index.",
        description =
                "The folder may lie anywhere. One inside another project is left out of that one"
                        + " from its next run on.",
        footer = {
            "",
            "Examples:",
            "  cairn project add ../library",
            "  cairn project add ~/projects/app --config ~/index.json"
        })
public final class ProjectAddCommand extends ConfiguredCommand {

    private static final Duration WAIT = Duration.ofHours(1);

    @Parameters(paramLabel = "DIR", description = "The folder to add.")
    private @Nullable Path folder;

    public ProjectAddCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        Path root = resolved(Objects.requireNonNull(folder));
        if (!Files.isDirectory(root)) {
            throw CommandException.usage(
                    "cannot add '%s': there is no such folder".formatted(root));
        }
        DatabaseConfiguration configuration = configurations().ofIndex().database();
        IndexSummary summary =
                new IndexingOfTree(configuration, root, IndexOptions.standard(), WAIT)
                        .run(output, interruption);
        if (output.isJson()) {
            output.document(summary);
        } else {
            output.done(
                    "added '%s' with %s (project %s)"
                            .formatted(
                                    summary.root(),
                                    Plural.of(summary.files(), "file"),
                                    summary.projectId()));
        }
        return ExitCode.DONE;
    }
}
