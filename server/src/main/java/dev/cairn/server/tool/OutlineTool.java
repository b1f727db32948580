package dev.cairn.server.tool;

import dev.cairn.index.answer.AnswerText;
import dev.cairn.index.reference.FileStructure;
import dev.cairn.index.reference.ReferenceText;
import java.nio.file.Path;
import java.time.Instant;

/** Shows the definitions of a file or folder. */
final class OutlineTool implements Tool {

    private static final int BUDGET = 1_500;

    private final IndexPool index;

    OutlineTool(IndexPool index) {
        this.index = index;
    }

    @Override
    public String name() {
        return "outline";
    }

    @Override
    public String description() {
        return "Lists the definitions of a file with their lines and signatures, or the outer"
                + " definitions of a folder's files.";
    }

    @Override
    public ToolArguments.Declaration arguments() {
        return new ToolArguments.Declaration().required("path", "below the project");
    }

    @Override
    public ToolAnswer call(ToolArguments arguments, ToolCall call) {
        Path path = index.root().resolve(arguments.requiredText("path")).normalize();
        if (!path.startsWith(index.root())) {
            throw new ToolException(
                    "'%s' is outside the project".formatted(AnswerText.quoted(path.toString())));
        }
        return ProjectTools.answer(
                index,
                call,
                (database, freshness) ->
                        ReferenceText.compact(BUDGET, Instant.now())
                                .outline(
                                        new FileStructure(database, freshness)
                                                .outline(path.toString())));
    }
}
