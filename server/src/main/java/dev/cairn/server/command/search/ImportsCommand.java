package dev.cairn.server.command.search;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.reference.FileStructure;
import dev.cairn.index.reference.ImportsAnswer;
import dev.cairn.index.reference.ReferenceText;
import dev.cairn.server.command.Surroundings;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the imports of a file. */
@Command(
        name = "imports",
        header = "Show what a file imports, or who imports it.",
        description =
                "Each import is shown with the file that it means, if the index has that file.",
        footer = {
            "",
            "Examples:",
            "  cairn imports src/app.ts",
            "  cairn imports src/store.ts --reverse"
        })
public final class ImportsCommand extends QuestionCommand {

    @Parameters(paramLabel = "FILE", description = "The file, or a folder for all of its files.")
    private Path path = Path.of("");

    @Option(
            names = "--reverse",
            description = "Show the imports of other files that mean this one.")
    private boolean reverse;

    public ImportsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Answer<?> ask(CodeDatabase database, AnswerFreshness freshness, ReferenceText text) {
        FileStructure structure = new FileStructure(database, freshness);
        String absolute = resolved(path).toString();
        ImportsAnswer answer =
                reverse ? structure.importers(absolute) : structure.imports(absolute);
        return Answer.of(answer, text::imports)
                .unlessMissing(!answer.notes().isEmpty(), answer.notes(), List.of());
    }
}
