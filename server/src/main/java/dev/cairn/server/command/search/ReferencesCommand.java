package dev.cairn.server.command.search;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.reference.CodeReferences;
import dev.cairn.index.reference.ReferenceText;
import dev.cairn.index.reference.References;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.Surroundings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the uses of a definition. */
@Command(
        name = "refs",
        header = "Show who uses a definition, or what it uses.",
        description =
                "Each use has a certainty: exact, by import, or name only. Edges are resolved when they are"
                        + " asked for, from names, scopes and imports.",
        footer = {
            "",
            "Examples:",
            "  cairn refs Client.close",
            "  cairn refs parse --callers 3",
            "  cairn refs Indexer.run --callees 1"
        })
public final class ReferencesCommand extends QuestionCommand {

    @Parameters(paramLabel = "NAME", description = "The name, which may be qualified.")
    private String name = "";

    @Option(
            names = "--callers",
            paramLabel = "DEPTH",
            description = "Follow callers of callers, from 1 to 5 levels. Default: 1.")
    private @Nullable Integer callers;

    @Option(
            names = "--callees",
            paramLabel = "DEPTH",
            description = "Show what the definition uses instead, from 1 to 5 levels.")
    private @Nullable Integer callees;

    public ReferencesCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Answer<?> ask(CodeDatabase database, AnswerFreshness freshness, ReferenceText text) {
        if (callers != null && callees != null) {
            throw CommandException.usage("give either --callers or --callees");
        }
        References.Direction direction =
                callees == null ? References.Direction.CALLERS : References.Direction.CALLEES;
        int depth = callees != null ? callees : callers != null ? callers : 1;
        References answer =
                new CodeReferences(database, freshness)
                        .references(name, direction, depth, CANCELLED);
        return Answer.of(answer, text::references)
                .unlessMissing(
                        answer.definitions().isEmpty() && answer.edges().isEmpty(),
                        answer.notes(),
                        answer.suggestions());
    }
}
