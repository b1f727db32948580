package dev.cairn.server.command;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.index.search.CodeSearch;
import dev.cairn.index.search.SearchHit;
import dev.cairn.index.search.SearchRequest;
import dev.cairn.index.search.SearchResult;
import dev.cairn.index.search.Snippet;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.Style;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Searches the code index. */
@Command(
        name = "search",
        header = "Search the code index.",
        description =
                "Words, \"phrases\", beginnings of words as sche*, joined by AND (which may be left"
                        + " out), OR and NOT, with parentheses. A word also finds the identifiers"
                        + " that it is a part of: schema finds ensureSchemaSynced.",
        footer = {
            "",
            "Examples:",
            "  cairn search \"brings the schema up\"",
            "  cairn search --kind method --language java open",
            "  cairn search --path src/main --limit 5 --json 'sync* AND NOT test'"
        })
final class SearchCommand extends ConfiguredCommand {

    private static final int USUAL_LIMIT = 20;

    @Parameters(paramLabel = "WORD", arity = "1..*", description = "What to look for.")
    private List<String> words = List.of();

    @Option(
            names = "--kind",
            split = ",",
            paramLabel = "KIND",
            description =
                    "Only such definitions: class, method, function, field and so on, or file for"
                            + " text outside of them.")
    private List<String> kinds = List.of();

    @Option(
            names = "--language",
            split = ",",
            paramLabel = "NAME",
            description = "Only files in such languages: java, python, go and so on.")
    private List<String> languages = List.of();

    @Option(
            names = "--path",
            paramLabel = "PATH",
            description =
                    "Only below this file or folder of the project, or where this pattern fits.")
    private @Nullable String path;

    @Option(
            names = "--project",
            paramLabel = "NAME",
            description = "Only in this project, given by name, folder or UUID.")
    private @Nullable String project;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many hits at most. Default: " + USUAL_LIMIT + ".")
    private int limit = USUAL_LIMIT;

    @Option(
            names = "--offset",
            paramLabel = "N",
            description = "How many of the best hits to leave out, for the next page.")
    private int offset;

    SearchCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Makes a command without options. */
    SearchCommand(Surroundings surroundings, List<String> words) {
        super(surroundings);
        this.words = words;
    }

    @Override
    ExitCode run(Output output, Interruption interruption) {
        SearchRequest request = request();
        DatabaseConfiguration configuration = indexedDatabase();
        try (CodeDatabase database = ProgramDatabases.open(configuration)) {
            interruption.cancelBy(database.driver()::cancel);
            print(CodeSearch.search(database, request), output);
        }
        return ExitCode.DONE;
    }

    private SearchRequest request() {
        try {
            return new SearchRequest(
                    String.join(" ", words),
                    kinds,
                    languages,
                    Optional.ofNullable(path),
                    Optional.ofNullable(project),
                    limit,
                    offset);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("cannot search: " + e.getMessage());
        }
    }

    private static void print(SearchResult result, Output output) {
        if (output.isJson()) {
            output.document(result);
            return;
        }
        result.hits().forEach(hit -> print(hit, output));
        long first = result.offset() + 1L;
        long last = result.offset() + (long) result.hits().size();
        output.line(
                result.hits().isEmpty()
                        ? "no hits"
                                + (result.total() > 0 ? " on this page of " + result.total() : "")
                        : "hits " + first + " to " + last + " of " + result.total());
    }

    private static void print(SearchHit hit, Output output) {
        Style style = output.style();
        output.line(
                style.strong(hit.path())
                        + ":"
                        + hit.line()
                        + "  "
                        + hit.kind()
                        + " "
                        + hit.qualifiedName());
        output.line("    " + highlighted(hit.snippet(), style));
        boolean repeats = hit.snippet().text().strip().equals(hit.signature().strip());
        if (!hit.signature().isEmpty() && !repeats) {
            output.line(style.faint("    in " + hit.signature()));
        }
    }

    private static String highlighted(Snippet snippet, Style style) {
        StringBuilder line = new StringBuilder();
        int end = 0;
        for (Snippet.Mark mark : snippet.marks()) {
            line.append(snippet.text(), end, mark.start())
                    .append(style.match(snippet.text().substring(mark.start(), mark.end())));
            end = mark.end();
        }
        return line.append(snippet.text().substring(end)).toString();
    }
}
