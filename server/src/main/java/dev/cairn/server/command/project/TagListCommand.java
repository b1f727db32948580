package dev.cairn.server.command.project;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.project.Project;
import dev.cairn.index.store.TagStore;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the tags of a project. */
@Command(
        name = "list",
        header = "List the tags of a project's files.",
        footer = {"", "Examples:", "  cairn tag list", "  cairn tag list --project app --json"})
public final class TagListCommand extends IndexedCommand {

    @Mixin private final ProjectOption project = new ProjectOption();

    public TagListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** A tag that a user gave. */
    private record Given(String tag, String pattern, double weight) {}

    /** The tags, as a document. */
    private record Tags(String project, List<TagStore.Count> tags, List<Given> given) {}

    @Override
    protected ExitCode run(CodeDatabase database, Output output) {
        Project found = projects(database).chosen(project.name());
        TagStore store = new TagStore(database.driver());
        List<Given> given =
                store.rules(found.id()).stream()
                        .map(rule -> new Given(rule.tag(), rule.pattern(), rule.weight()))
                        .toList();
        Tags tags = new Tags(found.name(), store.counts(found.id()), given);
        if (output.isJson()) {
            output.document(tags);
            return ExitCode.DONE;
        }
        for (TagStore.Count count : tags.tags) {
            output.line(
                    String.format(
                            Locale.ROOT,
                            "%6d %-5s  %s%s%s",
                            count.files(),
                            count.files() == 1 ? "file" : "files",
                            count.tag(),
                            count.weight() == 1.0 ? "" : " (weight " + count.weight() + ")",
                            count.automatic() ? "" : ", given"));
        }
        given.forEach(rule -> output.line("  given: %s to '%s'".formatted(rule.tag, rule.pattern)));
        return ExitCode.DONE;
    }
}
