package dev.cairn.server.tool;

import dev.cairn.index.reference.ChangedDefinitions;
import dev.cairn.index.reference.ReferenceText;
import java.time.Instant;

/** Shows the definitions that differ from a revision of git. */
final class ChangesTool implements Tool {

    private static final int BUDGET = 2_000;

    private final IndexPool index;

    ChangesTool(IndexPool index) {
        this.index = index;
    }

    @Override
    public String name() {
        return "changes";
    }

    @Override
    public String description() {
        return "Lists the definitions added, changed and removed since a commit, branch or tag.";
    }

    @Override
    public ToolArguments.Declaration arguments() {
        return new ToolArguments.Declaration().text("since", "default HEAD");
    }

    @Override
    public ToolAnswer call(ToolArguments arguments, ToolCall call) {
        return ProjectTools.answer(
                index,
                call,
                (database, freshness) ->
                        ReferenceText.compact(BUDGET, Instant.now())
                                .changes(
                                        ChangedDefinitions.since(
                                                database,
                                                index.root(),
                                                arguments.text("since").orElse("HEAD"),
                                                freshness,
                                                call.cancellation()::isCancelled)));
    }
}
