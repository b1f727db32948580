package dev.cairn.server.tool;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.AnswerText;
import dev.cairn.index.answer.Plural;
import dev.cairn.index.extract.DefinitionKind;
import dev.cairn.index.reference.CodeReferences;
import dev.cairn.index.reference.DefinitionRow;
import dev.cairn.index.reference.Edge;
import dev.cairn.index.reference.References;
import dev.cairn.index.reference.References.Direction;
import dev.cairn.index.search.CodeSearch;
import dev.cairn.index.search.SearchAnswer;
import dev.cairn.index.search.SearchHit;
import dev.cairn.index.search.SearchRequest;
import dev.cairn.index.search.query.QualifiedName;
import dev.cairn.index.search.query.SearchMode;
import dev.cairn.server.meaning.MeaningClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows the source of what a question is about, grouped by file, and how it hangs together. */
final class ExploreTool implements Tool {

    private static final int USUAL_BUDGET = 6_000;
    private static final int MOST_DEFINITIONS = 12;
    private static final int MOST_LINES = 60;

    /** Of a type that is longer, only the beginning is shown: its members matter, one by one. */
    private static final int LINES_OF_LONG_TYPE = 4;

    private static final int MOST_CALLERS = 3;

    private final IndexPool index;

    ExploreTool(IndexPool index) {
        this.index = index;
    }

    @Override
    public String name() {
        return "explore";
    }

    @Override
    public String description() {
        return "Start here. For a question in words, or some names: the numbered source of the"
                + " definitions that matter most, grouped by file, with who calls them. Replaces"
                + " several searches and reads.";
    }

    @Override
    public ToolArguments.Declaration arguments() {
        return new ToolArguments.Declaration()
                .text("query", "a question, when no names are known")
                .texts("names", "names of definitions")
                .number("budget", 500, 20_000, "tokens, default 6000");
    }

    @Override
    public ToolAnswer call(ToolArguments arguments, ToolCall call) {
        List<String> names = arguments.texts("names");
        if (names.isEmpty() && arguments.text("query").isEmpty()) {
            throw new ToolException("give a query or at least one name");
        }
        int budget = arguments.number("budget", USUAL_BUDGET);
        return ProjectTools.answer(
                index,
                call,
                (database, freshness) -> {
                    Set<String> wanted = new LinkedHashSet<>(names);
                    Optional<SearchAnswer> answer =
                            arguments
                                    .text("query")
                                    .map(query -> asked(query, database, freshness, call));
                    answer.ifPresent(found -> wanted.addAll(named(found)));
                    String semantic = answer.map(SearchAnswer::semantic).orElse("");
                    String text = text(List.copyOf(wanted), budget, database, freshness, call);
                    return semantic.isEmpty()
                            ? text
                            : text.stripTrailing() + " · question, " + semantic + "\n";
                });
    }

    private static SearchAnswer asked(
            String query, CodeDatabase database, AnswerFreshness freshness, ToolCall call) {
        return new CodeSearch(database, freshness, MeaningClient.of(database))
                .search(
                        SearchRequest.of(query)
                                .in(SearchMode.QUESTION)
                                .with(SearchRequest.Page.FIRST.withLimit(2 * MOST_DEFINITIONS)),
                        call.cancellation()::isCancelled);
    }

    /** Returns the qualified names of the definitions that answer a question best. */
    private static List<String> named(SearchAnswer answer) {
        List<String> names = new ArrayList<>();
        for (SearchHit hit : answer.hits()) {
            // The name of a Python module follows its file, which may have any name.
            boolean named = QualifiedName.of(hit.qualifiedName()).isPresent();
            if (named && !hit.kind().equals("file") && names.size() < MOST_DEFINITIONS) {
                names.add(hit.qualifiedName());
            }
        }
        return names;
    }

    private static String text(
            List<String> names,
            int budget,
            CodeDatabase database,
            AnswerFreshness freshness,
            ToolCall call) {
        CodeReferences references = new CodeReferences(database, freshness);
        Map<String, List<DefinitionRow>> byFile = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        List<Edge> callers = new ArrayList<>();
        String state = "";
        for (String name : names.subList(0, Math.min(names.size(), MOST_DEFINITIONS))) {
            References found =
                    references.references(
                            name, Direction.CALLERS, 1, call.cancellation()::isCancelled);
            state = found.index().text(Instant.now());
            if (found.definitions().isEmpty()) {
                missing.add(
                        name
                                + (found.suggestions().isEmpty()
                                        ? ""
                                        : " (nearest: "
                                                + String.join(", ", found.suggestions())
                                                + ")"));
            }
            found.definitions().stream()
                    .limit(2)
                    .forEach(row ->
                            byFile.computeIfAbsent(row.path(), _ -> new ArrayList<>()).add(row));
            found.edges().stream().limit(MOST_CALLERS).forEach(callers::add);
        }
        AnswerText text = new AnswerText(budget);
        byFile.forEach((path, rows) -> file(path, rows, text));
        callers(callers, text);
        missing.forEach(name -> text.addAlways("not in the index: " + name));
        if (names.isEmpty()) {
            text.addAlways("no definition matches the question; try search");
        }
        text.addAlways(
                "%s · %s%s"
                        .formatted(
                                state.isEmpty()
                                        ? freshness.state(database.driver()).text(Instant.now())
                                        : state,
                                Plural.of(byFile.size(), "file"),
                                text.leftOut() > 0
                                        ? ", cut to the budget; ask for fewer names"
                                        : ""));
        return text.toString();
    }

    private static void file(String path, List<DefinitionRow> rows, AnswerText text) {
        text.add("== " + path);
        rows.sort(java.util.Comparator.comparingLong(DefinitionRow::line));
        long shownTo = 0;
        for (DefinitionRow row : rows) {
            // A definition inside one that was shown is not shown again.
            if (row.endLine() > shownTo) {
                int most = mostLines(row);
                String source =
                        SourceExcerpt.read(row.file().projectRoot(), row.path())
                                .map(some -> some.of(row, most))
                                .orElse("    (the file cannot be read)\n");
                text.add(row.kind() + " " + row.qualifiedName() + "\n" + source);
                shownTo = Math.min(row.endLine(), row.line() + most - 1L);
            }
        }
    }

    private static int mostLines(DefinitionRow row) {
        boolean scope =
                DefinitionKind.named(row.kind()).filter(DefinitionKind::isScope).isPresent();
        return scope && row.endLine() - row.line() >= MOST_LINES ? LINES_OF_LONG_TYPE : MOST_LINES;
    }

    private static void callers(List<Edge> callers, AnswerText text) {
        if (callers.isEmpty()) {
            return;
        }
        text.add("== callers");
        for (Edge edge : callers) {
            text.add(
                    "%s:%d  %s → %s  [%s]"
                            .formatted(
                                    AnswerText.path(edge.use().path()),
                                    edge.use().line(),
                                    edge.use().inside().isEmpty() ? "(file)" : edge.use().inside(),
                                    edge.use().name(),
                                    edge.certainty().text()));
        }
    }
}
