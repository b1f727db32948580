package dev.cairn.benchmarks;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.search.CodeSearch;
import dev.cairn.index.search.SearchAnswer;
import dev.cairn.index.search.SearchRequest;
import dev.cairn.server.configuration.ConfigurationReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Whether a search for a well-known name shows its definition first, how long common and rare words
 * take, and what the tables of the index cost.
 *
 * <p>The argument is a folder in which the JDK's {@code src.zip} was unpacked, or a part of it that
 * has {@code java.base/java}; without one the JDK's own is taken. The names and their files are in
 * {@value #NAMES}.
 */
public final class KnownNames {

    private static final String NAMES = "known-names.tsv";
    private static final int DEPTH = 10;

    private KnownNames() {}

    private record Known(String name, String path) {}

    /** Indexes the folder and prints the figures. */
    public static void main(String[] arguments) throws IOException {
        try (ScratchFolder scratch = ScratchFolder.create("cairn-known-names")) {
            Path source =
                    arguments.length > 0
                            ? Path.of(arguments[0]).toRealPath()
                            : JdkSource.unpack(scratch.path().resolve("jdk"));
            var configuration =
                    ConfigurationReader.defaults(scratch.path().resolve("index"))
                            .database()
                            .withoutWorker();
            configuration.storage().create();
            try (CodeDatabase database = CodeDatabase.open(configuration)) {
                database.ensureSchemaSynced(CodeIndexSchema.definition());
                Indexer.index(database, source, IndexOptions.standard(), ProgressListener.NONE);
                CodeSearch search = new CodeSearch(database, AnswerFreshness.NONE);
                ranks(search);
                SearchTimes.print(search);
                sizes(database);
            }
        }
    }

    private static void ranks(CodeSearch search) throws IOException {
        double sum = 0;
        List<Known> names = names();
        for (Known known : names) {
            int rank = rank(search, known);
            sum += rank == 0 ? 0 : 1.0 / rank;
            if (rank != 1) {
                print("%s is at %d, not first".formatted(known.name(), rank));
            }
        }
        print("%d names, MRR@%d %.3f".formatted(names.size(), DEPTH, sum / names.size()));
    }

    /** Returns the place of the first hit in the file that is meant, from 1; 0 if there is none. */
    private static int rank(CodeSearch search, Known known) {
        int rank = 0;
        for (SearchAnswer.FileHits file : answer(search, known.name()).files()) {
            for (var hit : file.hits()) {
                rank++;
                if (hit.path().endsWith(known.path())) {
                    return rank;
                }
            }
        }
        return 0;
    }

    private static SearchAnswer answer(CodeSearch search, String query) {
        BooleanSupplier never = () -> false;
        return search.search(
                SearchRequest.of(query).with(SearchRequest.Page.FIRST.withLimit(DEPTH)), never);
    }

    private static void sizes(CodeDatabase database) {
        try (Rows rows =
                database.driver()
                        .query(
                                "SELECT name, sum(pgsize) FROM dbstat GROUP BY name"
                                        + " ORDER BY sum(pgsize) DESC")) {
            long all = 0;
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                all += rows.integer(1);
                lines.add("%7.1f MB  %s".formatted(rows.integer(1) / 1e6, rows.text(0)));
            }
            lines.stream().limit(16).forEach(KnownNames::print);
            Object source =
                    database.driver().queryValue("SELECT sum(size) FROM files").orElseThrow();
            double megabytes = ((Number) source).doubleValue() / 1e6;
            print(
                    "database %.1f MB, source %.1f MB: %.2f"
                            .formatted(all / 1e6, megabytes, all / 1e6 / megabytes));
        }
    }

    private static List<Known> names() throws IOException {
        try (InputStream in = KnownNames.class.getResourceAsStream(NAMES)) {
            String text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(parts -> new Known(parts[0], parts[1]))
                    .toList();
        }
    }

    private static void print(String line) {
        System.out.println(String.format(Locale.ROOT, "%s", line));
    }
}
