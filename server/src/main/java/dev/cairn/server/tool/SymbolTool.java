package dev.cairn.server.tool;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.AnswerText;
import dev.cairn.index.reference.CodeReferences;
import dev.cairn.index.reference.DefinitionRow;
import dev.cairn.index.reference.Edge;
import dev.cairn.index.reference.References;
import dev.cairn.index.reference.References.Direction;

import java.time.Instant;
import java.util.Optional;

/** Shows one definition, with its body and those around it in the call graph. */
final class SymbolTool implements Tool {

    private static final int BUDGET = 2_000;
    private static final int MOST_BODIES = 3;
    private static final int MOST_LINES = 120;
    private static final int MOST_EDGES = 10;

    private final IndexPool index;

    SymbolTool(IndexPool index) {
        this.index = index;
    }

    @Override
    public String name() {
        return "symbol";
    }

    @Override
    public String description() {
        return "Shows a definition by its name, which may be qualified: signature, documentation,"
                + " numbered body, the hash of its file (for replace_file), callers and callees"
                + " with totals. Lists all candidates when the name is ambiguous.";
    }

    @Override
    public ToolArguments.Declaration arguments() {
        return new ToolArguments.Declaration()
                .required("name", "open, Client.close")
                .flag("no_body", "leave the source out");
    }

    @Override
    public ToolAnswer call(ToolArguments arguments, ToolCall call) {
        String name = arguments.requiredText("name");
        boolean body = !arguments.flag("no_body");
        return ProjectTools.answer(
                index, call, (database, freshness) -> text(name, body, database, freshness, call));
    }

    private static String text(
            String name,
            boolean body,
            CodeDatabase database,
            AnswerFreshness freshness,
            ToolCall call) {
        CodeReferences references = new CodeReferences(database, freshness);
        References found = references.definitions(name);
        AnswerText text = new AnswerText(BUDGET);
        boolean few = found.definitions().size() <= MOST_BODIES;
        for (DefinitionRow row : found.definitions()) {
            text.add(head(row));
            if (few && body) {
                body(row).ifPresent(text::add);
            }
        }
        if (few && !found.definitions().isEmpty()) {
            edges(
                    "callers",
                    references.references(
                            name, Direction.CALLERS, 1, call.cancellation()::isCancelled),
                    text);
            edges(
                    "uses",
                    references.references(
                            name, Direction.CALLEES, 1, call.cancellation()::isCancelled),
                    text);
        }
        found.notes().forEach(text::addAlways);
        if (!found.suggestions().isEmpty()) {
            text.addAlways("did you mean: " + String.join(", ", found.suggestions()) + "?");
        }
        text.addAlways(
                "%s · %d definitions%s"
                        .formatted(
                                found.index().text(Instant.now()),
                                found.definitions().size(),
                                text.leftOut() > 0 ? ", cut to the budget" : ""));
        return text.toString();
    }

    private static String head(DefinitionRow row) {
        String docs =
                row.docstring()
                        .map(some -> "\n    " + some.strip().replace("\n", "\n    "))
                        .orElse("");
        return "%s:%d-%d  %s %s%n    %s%s"
                .formatted(
                        row.path(),
                        row.line(),
                        row.endLine(),
                        row.kind(),
                        row.qualifiedName(),
                        row.signature(),
                        docs);
    }

    private static Optional<String> body(DefinitionRow row) {
        return SourceExcerpt.read(row.file().projectRoot(), row.path())
                .map(source ->
                        "file hash %s%n%s".formatted(source.sha256(), source.of(row, MOST_LINES)));
    }

    private static void edges(String title, References edges, AnswerText text) {
        text.add("%s: %s".formatted(title, edges.total()));
        edges.edges().stream().limit(MOST_EDGES).forEach(edge -> text.add("  " + line(edge)));
    }

    private static String line(Edge edge) {
        String inside = edge.use().inside().isEmpty() ? "" : " in " + edge.use().inside();
        return "%s:%d  %s %s%s  [%s]"
                .formatted(
                        edge.use().path(),
                        edge.use().line(),
                        edge.use().kind(),
                        edge.use().name(),
                        inside,
                        edge.certainty().text());
    }
}
