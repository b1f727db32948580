package dev.cairn.server.command.project;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.Plural;
import dev.cairn.index.project.Project;
import dev.cairn.index.store.DatasetStore;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Forgets a dataset. */
@Command(
        name = "remove",
        header = "Remove a dataset that was added with 'cairn dataset add'.",
        description =
                "Its files stay in the index, and belong to the dataset around it. Nothing on the disk"
                        + " changes.",
        footer = {"", "Examples:", "  cairn dataset remove engine"})
public final class DatasetRemoveCommand extends IndexedCommand {

    @Mixin private final ProjectOption project = new ProjectOption();

    @Parameters(index = "0", paramLabel = "NAME", description = "The name.")
    private String name = "";

    public DatasetRemoveCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** What was removed, as a document. */
    private record Removed(String project, String name, long files) {}

    @Override
    protected ExitCode run(CodeDatabase database, Output output) {
        Project found = projects(database).chosen(project.name());
        long files =
                new DatasetStore(database.driver())
                        .remove(found.id(), name)
                        .orElseThrow(() ->
                                CommandException.usage(
                                        "cannot remove the dataset '%s': no folder of '%s' has this name; 'cairn dataset list' shows which have one"
                                                .formatted(name, found.name())));
        if (output.isJson()) {
            output.document(new Removed(found.name(), name, files));
        } else {
            output.done("forgot the dataset '%s' of %s".formatted(name, Plural.of(files, "file")));
        }
        return ExitCode.DONE;
    }
}
