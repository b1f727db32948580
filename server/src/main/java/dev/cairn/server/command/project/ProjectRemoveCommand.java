package dev.cairn.server.command.project;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.Plural;
import dev.cairn.index.project.Project;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Removes a project from an index. */
@Command(
        name = "remove",
        header = "Remove a project and all its data from the index.",
        description = "The folder of the project is not touched.",
        footer = {"", "Examples:", "  cairn project remove library"})
public final class ProjectRemoveCommand extends IndexedCommand {

    @Parameters(paramLabel = "PROJECT", description = "Its name, id or folder.")
    private String project = "";

    public ProjectRemoveCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** What was removed, as a document. */
    private record Removed(String id, String name, String root, long files) {}

    @Override
    protected ExitCode run(CodeDatabase database, Output output) {
        Project found = projects(database).named(project);
        long files = new ProjectStore(database.driver()).remove(found.id());
        if (output.isJson()) {
            output.document(new Removed(found.id(), found.name(), found.root().toString(), files));
        } else {
            output.done(
                    "removed the project '%s' with %s from the index"
                            .formatted(found.name(), Plural.of(files, "file")));
        }
        return ExitCode.DONE;
    }
}
