package dev.cairn.server.command.search;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.reference.CodeMap;
import dev.cairn.index.reference.ReferenceText;
import dev.cairn.server.command.Surroundings;
import picocli.CommandLine.Command;

/** Shows an overview of the index. */
@Command(
        name = "map",
        header = "Show an overview: what other files use most.",
        description =
                "Shows the files whose definitions are used by most other files, with those definitions, within"
                        + " a budget of tokens.",
        footer = {"", "Examples:", "  cairn map", "  cairn map --budget 1000"})
public final class MapCommand extends QuestionCommand {

    public MapCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Answer<?> ask(CodeDatabase database, AnswerFreshness freshness, ReferenceText text) {
        return Answer.of(CodeMap.read(database, freshness), text::map);
    }

    @Override
    protected int usualBudget() {
        return 2_000;
    }
}
