package dev.cairn.server.tool;

import dev.cairn.index.reference.CodeReferences;
import dev.cairn.index.reference.ReferenceText;
import dev.cairn.index.reference.References.Direction;
import java.time.Instant;
import java.util.List;

/** Shows who uses a definition, or what it uses. */
final class ReferencesTool implements Tool {

    private static final int BUDGET = 2_000;

    private final IndexPool index;

    ReferencesTool(IndexPool index) {
        this.index = index;
    }

    @Override
    public String name() {
        return "references";
    }

    @Override
    public String description() {
        return "Shows who uses a definition (direction in) or what it uses (out), over several"
                + " levels. Each edge is exact, by import, or a match of the name only.";
    }

    @Override
    public ToolArguments.Declaration arguments() {
        return new ToolArguments.Declaration()
                .required("name", "open, Client.close")
                .choice("direction", List.of("in", "out"), "default in")
                .number("depth", 1, 5, "default 1");
    }

    @Override
    public ToolAnswer call(ToolArguments arguments, ToolCall call) {
        Direction direction =
                arguments.text("direction").filter("out"::equals).isPresent()
                        ? Direction.CALLEES
                        : Direction.CALLERS;
        return ProjectTools.answer(
                index,
                call,
                (database, freshness) ->
                        ReferenceText.compact(BUDGET, Instant.now())
                                .references(
                                        new CodeReferences(database, freshness)
                                                .references(
                                                        arguments.requiredText("name"),
                                                        direction,
                                                        arguments.number("depth", 1),
                                                        call.cancellation()::isCancelled)));
    }
}
