package dev.cairn.server.command.search;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.index.answer.CheckedFreshness;
import dev.cairn.index.freshness.RefreshLimit;
import dev.cairn.index.search.CodeSearch;
import dev.cairn.index.search.SearchAnswer;
import dev.cairn.index.search.SearchText;
import dev.cairn.index.search.SimilarRequest;
import dev.cairn.index.search.query.Field;
import dev.cairn.index.search.query.Restriction;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.meaning.MeaningClient;
import dev.cairn.server.output.Output;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows definitions similar in meaning to another one. */
@Command(
        name = "similar",
        header = "Show definitions similar in meaning to the one at FILE:LINE.",
        description = "Needs the vectorization worker, which 'cairn serve --vectors' starts.",
        footer = {
            "",
            "Examples:",
            "  cairn similar src/main/java/app/Store.java:42",
            "  cairn similar --kind method --limit 5 src/app/store.py:17"
        })
public final class SimilarCommand extends ConfiguredCommand {

    private static final Pattern PLACE = Pattern.compile("(?<path>.+):(?<line>[0-9]{1,9})");
    private static final int MOST = 200;

    @Parameters(paramLabel = "FILE:LINE", description = "A line of the definition.")
    private String place = "";

    @Option(
            names = "--kind",
            split = ",",
            paramLabel = "KIND",
            description = "Show only these kinds: class, method, …")
    private List<String> kinds = List.of();

    @Option(
            names = "--language",
            split = ",",
            paramLabel = "NAME",
            description = "Show only what is in these languages: java, python, go, …")
    private List<String> languages = List.of();

    @Option(
            names = "--path",
            paramLabel = "PATH",
            description = "Show only what is in this file or folder, or matches this pattern.")
    private @Nullable String path;

    @Option(
            names = "--project",
            paramLabel = "NAME",
            description = "Show only this project, given by name, folder or UUID.")
    private @Nullable String project;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Show at most N definitions. Default: 10.")
    private int limit = 10;

    public SimilarCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        SimilarRequest request = request();
        DatabaseConfiguration configuration = indexedDatabase();
        try (CodeDatabase database = openIndex(configuration)) {
            interruption.cancelBy(database.driver()::cancel);
            CodeSearch search =
                    new CodeSearch(
                            database,
                            new CheckedFreshness(database, RefreshLimit.STANDARD),
                            MeaningClient.of(database));
            print(search.similar(request), output);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
        return ExitCode.DONE;
    }

    private SimilarRequest request() {
        Matcher matcher = PLACE.matcher(place);
        if (!matcher.matches()) {
            throw CommandException.usage(
                    "'%s' is not a place; write FILE:LINE, such as src/a.py:12".formatted(place));
        }
        if (limit < 1 || limit > MOST) {
            throw CommandException.usage(
                    "the limit must be from 1 to %d, not %d".formatted(MOST, limit));
        }
        Path file = resolved(Path.of(matcher.group("path")));
        int line = Integer.parseInt(matcher.group("line"));
        return new SimilarRequest(file.toString(), line, restrictions(), limit);
    }

    private List<Restriction> restrictions() {
        List<Restriction> all = new ArrayList<>();
        SearchCommand.add(Field.KIND, kinds, all);
        SearchCommand.add(Field.LANGUAGE, languages, all);
        SearchCommand.add(Field.PATH, path == null ? List.of() : List.of(path), all);
        SearchCommand.add(Field.PROJECT, project == null ? List.of() : List.of(project), all);
        return all;
    }

    private static void print(SearchAnswer answer, Output output) {
        if (output.isJson()) {
            output.document(answer);
        } else {
            output.text(
                    new SearchText(answer, SearchText.Form.HITS, new StyleMarking(output.style()))
                            .write(0, Instant.now()));
        }
    }
}
