package dev.cairn.server.command.search;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.index.answer.CheckedFreshness;
import dev.cairn.index.freshness.RefreshLimit;
import dev.cairn.index.search.CodeSearch;
import dev.cairn.index.search.SearchAnswer;
import dev.cairn.index.search.SearchRequest;
import dev.cairn.index.search.SearchText;
import dev.cairn.index.search.query.Field;
import dev.cairn.index.search.query.QueryParser;
import dev.cairn.index.search.query.Restriction;
import dev.cairn.index.search.query.SearchMode;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.meaning.MeaningClient;
import dev.cairn.server.output.Output;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Searches the code index. */
@Command(
        name = "search",
        header = "Search the code index.",
        description =
                "Words, \"phrases\", beginnings of words as sche*, /regular expressions/, names as"
                        + " Client.close, -word to leave out, and restrictions: name: kind: lang:"
                        + " path: tag: project: dataset:. Pasted code is searched as it is. A word"
                        + " also finds the identifiers that it is a part of: schema finds"
                        + " ensureSchemaSynced. docs/search.md has the whole language.",
        footer = {
            "",
            "Examples:",
            "  cairn search how does a search rank its hits?",
            "  cairn search 'open kind:method lang:java -test'",
            "  cairn search --mode regex 'sync[A-Z]\\w+\\(' -C 2",
            "  cairn search --path src/main --limit 5 --json 'sync*'"
        })
public final class SearchCommand extends ConfiguredCommand {

    private static final int USUAL_LIMIT = 20;
    private static final int MOST_PATHS = 1000;

    @Parameters(paramLabel = "WORD", arity = "1..*", description = "What to look for.")
    private List<String> words = List.of();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description =
                    "How to read the query: auto, question, meaning, name, text or regex."
                            + " Default: auto.")
    private String mode = "auto";

    @Option(
            names = "--case-sensitive",
            description = "Match upper and lower case in texts, patterns and names.")
    private boolean caseSensitive;

    @Option(
            names = "--kind",
            split = ",",
            paramLabel = "KIND",
            description =
                    "Show only these kinds: class, method, …; 'file' matches text outside"
                            + " definitions.")
    private List<String> kinds = List.of();

    @Option(
            names = "--language",
            split = ",",
            paramLabel = "NAME",
            description = "Search only files in these languages: java, python, go, …")
    private List<String> languages = List.of();

    @Option(
            names = "--path",
            paramLabel = "PATH",
            description =
                    "Search only this file or folder of the project, or paths that match this"
                            + " pattern.")
    private @Nullable String path;

    @Option(
            names = "--project",
            paramLabel = "NAME",
            description = "Search only this project, given by name, folder or UUID.")
    private @Nullable String project;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Show at most N hits. Default: " + USUAL_LIMIT + ".")
    private @Nullable Integer limit;

    @Option(
            names = {"-C", "--context"},
            paramLabel = "N",
            description = "Show N lines around each hit.")
    private int context;

    @Option(
            names = "--cursor",
            paramLabel = "TEXT",
            description = "Show the page that begins here.")
    private @Nullable String cursor;

    @Option(names = "--files-with-matches", description = "Show only the paths of the files.")
    private boolean filesOnly;

    @Option(names = "--count", description = "Show only the number of hits of each file.")
    private boolean count;

    @Option(
            names = "--no-refresh",
            description = "Do not bring changed files of the answer up to date; mark them only.")
    private boolean noRefresh;

    public SearchCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Makes a command without options. */
    public SearchCommand(Surroundings surroundings, List<String> words) {
        super(surroundings);
        this.words = words;
    }

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        SearchRequest request = request();
        DatabaseConfiguration configuration = indexedDatabase();
        try (CodeDatabase database = openIndex(configuration)) {
            interruption.cancelBy(database.driver()::cancel);
            RefreshLimit limit = noRefresh ? RefreshLimit.REPORT_ONLY : RefreshLimit.STANDARD;
            CodeSearch search =
                    new CodeSearch(
                            database,
                            new CheckedFreshness(database, limit),
                            MeaningClient.of(database));
            print(search(search, request), output);
        }
        return ExitCode.DONE;
    }

    private static SearchAnswer search(CodeSearch search, SearchRequest request) {
        try {
            return search.search(request, () -> Thread.currentThread().isInterrupted());
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("cannot search: " + e.getMessage());
        }
    }

    private SearchRequest request() {
        try {
            int hits = limit != null ? limit : filesOnly || count ? MOST_PATHS : USUAL_LIMIT;
            String query = String.join(" ", words);
            // A mistake in the query is said before a worker is started for it.
            QueryParser.parse(query, searchMode());
            return new SearchRequest(
                    query,
                    searchMode(),
                    restrictions(),
                    caseSensitive,
                    new SearchRequest.Page(
                            hits, context, filesOnly || count, Optional.ofNullable(cursor)));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("cannot search: " + e.getMessage());
        }
    }

    private SearchMode searchMode() {
        return SearchMode.named(mode)
                .orElseThrow(() ->
                        CommandException.usage(
                                "cannot search: unknown mode '%s'; known are %s"
                                        .formatted(
                                                mode,
                                                Arrays.stream(SearchMode.values())
                                                        .map(SearchMode::id)
                                                        .collect(Collectors.joining(", ")))));
    }

    private List<Restriction> restrictions() {
        List<Restriction> all = new ArrayList<>();
        add(Field.KIND, kinds, all);
        add(Field.LANGUAGE, languages, all);
        add(Field.PATH, path == null ? List.of() : List.of(path), all);
        add(Field.PROJECT, project == null ? List.of() : List.of(project), all);
        return all;
    }

    static void add(Field field, List<String> values, List<Restriction> all) {
        if (!values.isEmpty()) {
            all.add(new Restriction(field, values, false));
        }
    }

    private void print(SearchAnswer answer, Output output) {
        if (output.isJson()) {
            output.document(answer);
            return;
        }
        SearchText.Form form =
                filesOnly
                        ? SearchText.Form.FILES
                        : count ? SearchText.Form.COUNTS : SearchText.Form.HITS;
        output.text(
                new SearchText(answer, form, new StyleMarking(output.style()))
                        .write(0, Instant.now()));
    }
}
