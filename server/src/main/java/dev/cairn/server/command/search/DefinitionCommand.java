package dev.cairn.server.command.search;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.reference.CodeReferences;
import dev.cairn.index.reference.ReferenceText;
import dev.cairn.index.reference.References;
import dev.cairn.server.command.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the definitions of a name. */
@Command(
        name = "def",
        header = "Show the definitions of a name.",
        description = "A qualified name such as Client.close shows those whose end fits.",
        footer = {
            "",
            "Examples:",
            "  cairn def CodeDatabase",
            "  cairn def CodeDatabase.open --json"
        })
public final class DefinitionCommand extends QuestionCommand {

    @Parameters(paramLabel = "NAME", description = "The name, which may be qualified.")
    private String name = "";

    public DefinitionCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Answer<?> ask(CodeDatabase database, AnswerFreshness freshness, ReferenceText text) {
        References answer = new CodeReferences(database, freshness).definitions(name);
        return Answer.of(answer, text::definitions)
                .unlessMissing(
                        answer.definitions().isEmpty() && answer.edges().isEmpty(),
                        answer.notes(),
                        answer.suggestions());
    }
}
