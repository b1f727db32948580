package dev.cairn.server.command.search;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.reference.ChangedDefinitions;
import dev.cairn.index.reference.ReferenceText;
import dev.cairn.server.command.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what changed since a revision of git. */
@Command(
        name = "changes",
        header = "Show the definitions that differ from a revision.",
        description =
                "Shows definitions that were added, changed or removed since a revision of git, and"
                        + " the tests that use them. Both versions are parsed now.",
        footer = {
            "",
            "Examples:",
            "  cairn changes --since HEAD",
            "  cairn changes --since v1.2 --json"
        })
public final class ChangesCommand extends QuestionCommand {

    @Option(
            names = "--since",
            required = true,
            paramLabel = "REVISION",
            description = "The commit, branch or tag to compare with.")
    private String revision = "";

    public ChangesCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Answer<?> ask(CodeDatabase database, AnswerFreshness freshness, ReferenceText text) {
        Path root = root();
        ChangedDefinitions answer =
                ChangedDefinitions.since(database, root, revision, freshness, CANCELLED);
        return Answer.of(answer, text::changes);
    }

    private Path root() {
        try {
            return configurations()
                    .ofIndex()
                    .database()
                    .storage()
                    .project()
                    .orElse(surroundings().workingFolder())
                    .toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find the project's folder", e);
        }
    }
}
