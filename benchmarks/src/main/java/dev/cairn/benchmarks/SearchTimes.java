package dev.cairn.benchmarks;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.search.CodeSearch;
import dev.cairn.index.search.SearchRequest;
import dev.cairn.server.configuration.ConfigurationReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long searches of twenty kinds take: common and rare words, several words, questions, names,
 * exact texts and patterns. The argument is a folder that {@code cairn index} has indexed; they go
 * through its worker.
 */
public final class SearchTimes {

    private static final int LIMIT = 10;
    private static final int ROUNDS = 10;
    private static final List<String> QUERIES =
            List.of(
                    "string",
                    "return",
                    "null",
                    "int",
                    "the",
                    "get",
                    "value",
                    "index",
                    "buffer",
                    "open file",
                    "read bytes",
                    "hash code",
                    "parse date format",
                    "charset decoder",
                    "IllegalArgumentException",
                    "how are threads interrupted?",
                    "lang:java kind:class Map",
                    "\"private static final\"",
                    "/parse\\w+\\(/",
                    "weakCompareAndSet");

    private SearchTimes() {}

    /** Prints the times of searches in the index of a folder. */
    public static void main(String[] arguments) {
        Path root = Path.of(arguments[0]).toAbsolutePath();
        try (CodeDatabase database =
                CodeDatabase.open(
                        ConfigurationReader.defaults(root.resolve(".cairn")).database())) {
            print(new CodeSearch(database, AnswerFreshness.NONE));
        }
    }

    /** Prints the median of each kind, and of all; the first round is not counted. */
    static void print(CodeSearch search) {
        double[][] times = new double[QUERIES.size()][ROUNDS - 1];
        for (int round = 0; round < ROUNDS; round++) {
            for (int query = 0; query < QUERIES.size(); query++) {
                double time = milliseconds(search, QUERIES.get(query));
                if (round > 0) {
                    times[query][round - 1] = time;
                }
            }
        }
        List<Double> all = new ArrayList<>();
        for (int query = 0; query < times.length; query++) {
            Arrays.stream(times[query]).forEach(all::add);
            Arrays.sort(times[query]);
            print("%6.1f ms  %s".formatted(times[query][ROUNDS / 2 - 1], QUERIES.get(query)));
        }
        all.sort(null);
        print(
                "%d searches: p50 %.1f ms, p95 %.1f ms"
                        .formatted(
                                all.size(),
                                all.get(all.size() / 2),
                                all.get(all.size() * 95 / 100)));
    }

    private static double milliseconds(CodeSearch search, String query) {
        long began = System.nanoTime();
        search.search(
                SearchRequest.of(query).with(SearchRequest.Page.FIRST.withLimit(LIMIT)),
                () -> false);
        return (System.nanoTime() - began) / 1e6;
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
