package dev.cairn.server.command.project;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.project.Project;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a project another name. */
@Command(
        name = "rename",
        header = "Give a project another name.",
        description = "The folder keeps its own name.",
        footer = {"", "Examples:", "  cairn project rename app shop"})
public final class ProjectRenameCommand extends IndexedCommand {

    @Parameters(index = "0", paramLabel = "PROJECT", description = "Its name, id or folder.")
    private String project = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "The new name.")
    private String name = "";

    public ProjectRenameCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** What was renamed, as a document. */
    private record Renamed(String id, String before, String name) {}

    @Override
    protected ExitCode run(CodeDatabase database, Output output) {
        Project found = projects(database).named(project);
        new ProjectStore(database.driver()).rename(found.id(), name);
        if (output.isJson()) {
            output.document(new Renamed(found.id(), found.name(), name));
        } else {
            output.done("renamed the project '%s' to '%s'".formatted(found.name(), name));
        }
        return ExitCode.DONE;
    }
}
