package dev.cairn.server.command.search;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.reference.FileStructure;
import dev.cairn.index.reference.Outline;
import dev.cairn.index.reference.ReferenceText;
import dev.cairn.server.command.Surroundings;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the definitions of a file. */
@Command(
        name = "outline",
        header = "Show the definitions of a file or folder.",
        description =
                "Shows each definition with its lines; of a folder, only the outer definitions of its files.",
        footer = {
            "",
            "Examples:",
            "  cairn outline src/main/java/Client.java",
            "  cairn outline src --budget 1500"
        })
public final class OutlineCommand extends QuestionCommand {

    @Parameters(paramLabel = "PATH", description = "The file or folder.")
    private Path path = Path.of("");

    public OutlineCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Answer<?> ask(CodeDatabase database, AnswerFreshness freshness, ReferenceText text) {
        Outline answer = new FileStructure(database, freshness).outline(resolved(path).toString());
        return Answer.of(answer, text::outline)
                .unlessMissing(!answer.notes().isEmpty(), answer.notes(), List.of());
    }
}
