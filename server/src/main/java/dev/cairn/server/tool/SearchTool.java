package dev.cairn.server.tool;

import dev.cairn.index.reference.CodeReferences;
import dev.cairn.index.search.CodeSearch;
import dev.cairn.index.search.SearchAnswer;
import dev.cairn.index.search.SearchHit;
import dev.cairn.index.search.SearchRequest;
import dev.cairn.index.search.SearchText;
import dev.cairn.index.search.query.Field;
import dev.cairn.index.search.query.QualifiedName;
import dev.cairn.index.search.query.Restriction;
import dev.cairn.index.search.query.SearchMode;
import dev.cairn.server.meaning.MeaningClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds places in the code. */
final class SearchTool implements Tool {

    private static final int BUDGET = 2_000;
    private static final int USUAL_LIMIT = 15;
    private static final int MOST_COUNTED = 3;

    private final IndexPool index;

    SearchTool(IndexPool index) {
        this.index = index;
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String description() {
        return "Finds definitions and lines. Query: words, names as Client.close, \"phrases\","
                + " /regex/, pasted code; filters name: kind: lang: path: tag: and -word."
                + " Answers path:line, kind, name, signature and best line, with the number of"
                + " uses of the first definitions.";
    }

    @Override
    public ToolArguments.Declaration arguments() {
        return new ToolArguments.Declaration()
                .required("query", "")
                .choice(
                        "mode",
                        Stream.of(SearchMode.values()).map(SearchMode::id).toList(),
                        "default auto; a question in words is also answered by meaning")
                .text("kind", "class, method, function, ...")
                .text("path", "file, folder or pattern")
                .text("language", "")
                .number("limit", 1, 50, "default 15")
                .text("cursor", "of the answer before");
    }

    @Override
    public ToolAnswer call(ToolArguments arguments, ToolCall call) {
        SearchRequest request =
                SearchRequest.of(arguments.requiredText("query"))
                        .in(
                                arguments
                                        .text("mode")
                                        .flatMap(SearchMode::named)
                                        .orElse(SearchMode.AUTO))
                        .restricted(restrictions(arguments))
                        .with(
                                new SearchRequest.Page(
                                        arguments.number("limit", USUAL_LIMIT),
                                        0,
                                        false,
                                        arguments.text("cursor")));
        return ProjectTools.answer(
                index,
                call,
                (database, freshness) -> {
                    SearchAnswer answer =
                            new CodeSearch(database, freshness, MeaningClient.of(database))
                                    .search(request, call.cancellation()::isCancelled);
                    String text =
                            new SearchText(
                                            answer,
                                            SearchText.Form.HITS,
                                            new SearchText.Marking() {})
                                    .write(BUDGET, Instant.now());
                    return uses(answer, new CodeReferences(database, freshness), call) + text;
                });
    }

    private static List<Restriction> restrictions(ToolArguments arguments) {
        List<Restriction> all = new ArrayList<>();
        arguments.text("kind").ifPresent(value -> all.add(of(Field.KIND, value)));
        arguments.text("language").ifPresent(value -> all.add(of(Field.LANGUAGE, value)));
        arguments.text("path").ifPresent(value -> all.add(of(Field.PATH, value)));
        return all;
    }

    private static Restriction of(Field field, String value) {
        return new Restriction(field, List.of(value.split(",", -1)), false);
    }

    /** Returns how often the first definitions are used, so that a caller need not ask again. */
    private static String uses(SearchAnswer answer, CodeReferences references, ToolCall call) {
        Set<String> names = new LinkedHashSet<>();
        for (SearchHit hit : answer.hits()) {
            // The name of a Python module follows its file, which may have any name.
            boolean named = QualifiedName.of(hit.qualifiedName()).isPresent();
            if (named && !hit.kind().equals("file") && names.size() < MOST_COUNTED) {
                names.add(hit.qualifiedName());
            }
        }
        StringBuilder line = new StringBuilder();
        for (String name : names) {
            line.append(line.isEmpty() ? "uses: " : " · ")
                    .append(name)
                    .append(' ')
                    .append(references.countUses(name, call.cancellation()::isCancelled));
        }
        return line.isEmpty() ? "" : line.append('\n').toString();
    }
}
