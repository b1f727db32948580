package dev.cairn.server.command.project;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.project.Project;
import dev.cairn.index.project.ProjectRoot;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Records that the folder of a project is elsewhere. */
@Command(
        name = "move",
        header = "Record the new place of a project's folder.",
        description =
                "Needed only for folders without a '.cairn': others are recognised by the id in"
                        + " it. No file is moved.",
        footer = {"", "Examples:", "  cairn project move app ~/projects/shop"})
public final class ProjectMoveCommand extends IndexedCommand {

    @Parameters(index = "0", paramLabel = "PROJECT", description = "Its name, id or folder.")
    private String project = "";

    @Parameters(index = "1", paramLabel = "DIR", description = "Where it is now.")
    private @Nullable Path folder;

    public ProjectMoveCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** What was moved, as a document. */
    private record Moved(String id, String name, String before, String root) {}

    @Override
    protected ExitCode run(CodeDatabase database, Output output) {
        Path target = resolved(Objects.requireNonNull(folder));
        if (!Files.isDirectory(target)) {
            throw CommandException.usage(
                    "cannot move the project to '%s': there is no such folder".formatted(target));
        }
        Project found = projects(database).named(project);
        ProjectRoot root = ProjectRoot.of(target);
        new ProjectStore(database.driver()).move(found.id(), root);
        if (output.isJson()) {
            output.document(
                    new Moved(
                            found.id(),
                            found.name(),
                            found.root().toString(),
                            root.folder().toString()));
        } else {
            output.done(
                    "the project '%s' is in '%s' now; run 'cairn index %s' for what changed"
                            .formatted(found.name(), root.folder(), root.folder()));
        }
        return ExitCode.DONE;
    }
}
