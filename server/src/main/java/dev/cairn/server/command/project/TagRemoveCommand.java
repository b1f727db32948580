package dev.cairn.server.command.project;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.project.Project;
import dev.cairn.index.store.TagStore;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a tag away. */
@Command(
        name = "remove",
        header = "Remove a tag that was given with 'cairn tag add'.",
        description = "Automatic tags stay.",
        footer = {"", "Examples:", "  cairn tag remove core", "  cairn tag remove core src/engine"})
public final class TagRemoveCommand extends IndexedCommand {

    @Mixin private final ProjectOption project = new ProjectOption();

    @Parameters(index = "0", paramLabel = "TAG", description = "The tag.")
    private String tag = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATH",
            description = "The path it was given with. Default: all of them.")
    private String pattern = "";

    public TagRemoveCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** What was removed, as a document. */
    private record Removed(String project, String tag, long paths) {}

    @Override
    protected ExitCode run(CodeDatabase database, Output output) {
        Project found = projects(database).chosen(project.name());
        long removed = new TagStore(database.driver()).remove(found.id(), tag, pattern);
        if (removed == 0) {
            throw CommandException.usage(
                    "cannot remove the tag '%s'%s: it was not given; 'cairn tag list' shows which were"
                            .formatted(tag, pattern.isEmpty() ? "" : " of '" + pattern + "'"));
        }
        if (output.isJson()) {
            output.document(new Removed(found.name(), tag, removed));
        } else {
            output.done("removed the tag '%s' of %d paths".formatted(tag, removed));
        }
        return ExitCode.DONE;
    }
}
