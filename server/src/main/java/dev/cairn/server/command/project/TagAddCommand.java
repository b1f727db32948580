package dev.cairn.server.command.project;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.Plural;
import dev.cairn.index.project.Project;
import dev.cairn.index.store.TagStore;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a tag to files. */
@Command(
        name = "add",
        header = "Give a tag to the files of some paths, now and in future.",
        description =
                "A path is a file, a folder, or a pattern as in .gitignore; it begins at the"
                        + " project's folder.",
        footer = {
            "",
            "Examples:",
            "  cairn tag add core src/engine --weight 2",
            "  cairn tag add legacy '*.old.js' '/v1/**' --weight 0.5"
        })
public final class TagAddCommand extends IndexedCommand {

    @Mixin private final ProjectOption project = new ProjectOption();

    @Option(
            names = "--weight",
            paramLabel = "N",
            description =
                    "How much the tag raises (over 1) or lowers (below 1) a file. Default: 1.")
    private double weight = 1.0;

    @Parameters(index = "0", paramLabel = "TAG", description = "The tag.")
    private String tag = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "PATH",
            description = "The files, folders or patterns.")
    private List<String> patterns = List.of();

    public TagAddCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** How many files a pattern is about. */
    private record Tagged(String pattern, long files) {}

    /** What was tagged, as a document. */
    private record Added(String project, String tag, double weight, List<Tagged> paths) {}

    @Override
    protected ExitCode run(CodeDatabase database, Output output) {
        Project found = projects(database).chosen(project.name());
        List<Tagged> tagged = new ArrayList<>();
        try {
            for (String pattern : patterns) {
                long files = new TagStore(database.driver()).add(found.id(), tag, pattern, weight);
                tagged.add(new Tagged(pattern, files));
            }
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("cannot add the tag: " + e.getMessage());
        }
        if (output.isJson()) {
            output.document(new Added(found.name(), tag, weight, tagged));
        } else {
            tagged.forEach(one ->
                    output.done(
                            "'%s' has the tag '%s': %s now"
                                    .formatted(one.pattern, tag, Plural.of(one.files, "file"))));
        }
        return ExitCode.DONE;
    }
}
