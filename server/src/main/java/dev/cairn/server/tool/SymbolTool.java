package dev.cairn.server.tool;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.AnswerText;
import dev.cairn.index.answer.Plural;
import dev.cairn.index.reference.CodeReferences;
import dev.cairn.index.reference.DefinitionRow;
import dev.cairn.index.reference.ReferenceText;
import dev.cairn.index.reference.References;
import dev.cairn.index.reference.References.Direction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows one definition, with its body and those around it in the call graph. */
final class SymbolTool implements Tool {

    private static final int BUDGET = 2_000;
    private static final int MOST_BODIES = 3;
    private static final int MOST_LINES = 120;
    private static final int MOST_EDGES = 10;
    private static final int MOST_DOCUMENTATION = 240;

    /** Characters that a body leaves for the edges behind it. */
    private static final int FOR_EDGES = 1_500;

    private static final Pattern WITH_LINE = Pattern.compile("(.+):(\\d{1,9})");

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
        return "Shows a definition by its name, which may be qualified: signature, first paragraph of"
                + " its documentation, numbered body, the hash of its file (for replace_file),"
                + " callers and callees with totals. Lists all candidates when the name is"
                + " ambiguous; add the line, as in close:120, for one of them.";
    }

    @Override
    public ToolArguments.Declaration arguments() {
        return new ToolArguments.Declaration()
                .required("name", "open, Client.close, close:120")
                .flag("no_body", "leave the source out")
                .flag("docs", "the whole documentation");
    }

    @Override
    public ToolAnswer call(ToolArguments arguments, ToolCall call) {
        String name = arguments.requiredText("name");
        Show show = new Show(!arguments.flag("no_body"), arguments.flag("docs"));
        return ProjectTools.answer(
                index, call, (database, freshness) -> text(name, show, database, freshness, call));
    }

    /** What is shown in addition to the signature. */
    private record Show(boolean body, boolean wholeDocumentation) {}

    private static String text(
            String asked,
            Show show,
            CodeDatabase database,
            AnswerFreshness freshness,
            ToolCall call) {
        CodeReferences references = new CodeReferences(database, freshness);
        Matcher withLine = WITH_LINE.matcher(asked);
        boolean one = withLine.matches();
        String name = one ? withLine.group(1) : asked;
        References found = references.definitions(name);
        List<DefinitionRow> rows =
                found.definitions().stream()
                        .filter(row -> !one || row.line() == Long.parseLong(withLine.group(2)))
                        .toList();
        AnswerText text = new AnswerText(BUDGET);
        boolean few = rows.size() <= MOST_BODIES;
        for (DefinitionRow row : rows) {
            text.add(few ? head(row, show) : candidate(row));
            if (few && show.body()) {
                body(row, (text.room() - FOR_EDGES) / rows.size()).ifPresent(text::add);
            }
        }
        if (few && !rows.isEmpty()) {
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
                "%s · %s%s"
                        .formatted(
                                found.index().text(Instant.now()),
                                Plural.of(rows.size(), "definition"),
                                text.leftOut() > 0 ? ", cut to the budget" : ""));
        return text.toString();
    }

    /** One of many, which differ by their lines and signatures. */
    private static String candidate(DefinitionRow row) {
        return "%s:%d  %s".formatted(AnswerText.path(row.path()), row.line(), row.signature());
    }

    private static String head(DefinitionRow row, Show show) {
        String docs =
                row.docstring()
                        .map(String::strip)
                        .map(some -> show.wholeDocumentation() ? some : beginning(some))
                        .map(some -> "\n    " + some.replace("\n", "\n    "))
                        .orElse("");
        return "%s:%d-%d  %s %s%n    %s%s"
                .formatted(
                        AnswerText.path(row.path()),
                        row.line(),
                        row.endLine(),
                        row.kind(),
                        row.qualifiedName(),
                        row.signature(),
                        docs);
    }

    private static String beginning(String documentation) {
        int paragraph = documentation.indexOf("\n\n");
        String first = paragraph < 0 ? documentation : documentation.substring(0, paragraph);
        return first.length() > MOST_DOCUMENTATION
                ? first.substring(0, MOST_DOCUMENTATION) + " …"
                : first;
    }

    private static Optional<String> body(DefinitionRow row, long characters) {
        return SourceExcerpt.read(row.file().projectRoot(), row.path())
                .map(source ->
                        "file hash %s%n%s"
                                .formatted(
                                        source.sha256(), source.of(row, MOST_LINES, characters)));
    }

    private static void edges(String title, References edges, AnswerText text) {
        text.add("%s: %s".formatted(title, edges.total()));
        ReferenceText.edges(edges, MOST_EDGES).forEach(text::add);
    }
}
