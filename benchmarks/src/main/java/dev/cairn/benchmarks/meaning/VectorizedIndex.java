package dev.cairn.benchmarks.meaning;

import dev.cairn.benchmarks.Output;
import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.meaning.MeaningCoverage;
import dev.cairn.index.meaning.MeaningSearch;
import dev.cairn.index.search.CodeSearch;
import dev.cairn.index.search.SearchAnswer;
import dev.cairn.index.search.SearchRequest;
import dev.cairn.index.search.query.QueryItem;
import dev.cairn.index.search.query.Restriction;
import dev.cairn.index.search.query.SearchMode;
import dev.cairn.server.configuration.CairnConfiguration;
import dev.cairn.server.configuration.ConfigurationReader;
import dev.cairn.server.meaning.MeaningClient;
import dev.cairn.server.meaning.VectorBuilder;
import dev.cairn.server.process.ServerSettings;
import dev.cairn.server.process.ServerWorker;
import dev.cairn.worker.manager.DbWorkerManager;
import dev.cairn.worker.supervision.ManagedWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The index of a folder with its vectors and the process that answers by them. */
final class VectorizedIndex implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(20);
    private static final int DEPTH = 10;
    private static final int HITS = 60;
    private static final int MOST_TRIES = 20;

    /** A file for the rank of each answer, given by {@code -Dcairn.detail=FILE}. */
    private static final Optional<Path> DETAIL =
            Optional.ofNullable(System.getProperty("cairn.detail")).map(Path::of);

    private final CodeDatabase database;
    private final ManagedWorker worker;
    private final List<Restriction> restrictions;
    private String lastWay = "";

    /**
     * Indexes a folder, embeds what is in it, and starts the worker.
     *
     * @param restrictions what all searches are restricted to
     */
    VectorizedIndex(Path root, String name, List<Restriction> restrictions)
            throws InterruptedException {
        this.restrictions = restrictions;
        CairnConfiguration configuration = ConfigurationReader.defaults(root.resolve(".cairn"));
        configuration.database().storage().create();
        database = CodeDatabase.open(configuration.database());
        database.ensureSchemaSynced(CodeIndexSchema.definition());
        Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
        long began = System.nanoTime();
        MeaningCoverage coverage =
                ServiceLoader.load(VectorBuilder.class)
                        .findFirst()
                        .orElseThrow()
                        .build(database, configuration.vectorization(), ProgressListener.NONE);
        double seconds = (System.nanoTime() - began) / 1e9;
        Output.print(
                "%s: %d definitions embedded in %.0f s (%.1f/s)"
                        .formatted(
                                name, coverage.embedded(), seconds, coverage.embedded() / seconds));
        worker =
                ServerWorker.named("vectorization")
                        .orElseThrow()
                        .worker(ServerSettings.of(configuration.withVectors(), root), false);
        worker.start();
        awaitVectors();
    }

    private void awaitVectors() throws InterruptedException {
        while (search("what is first", SearchMode.MEANING, meaning()).semantic().contains("by ")) {
            Thread.sleep(100);
        }
    }

    private MeaningSearch meaning() {
        return MeaningClient.of(database);
    }

    private SearchAnswer search(String question, SearchMode mode, MeaningSearch meaning) {
        return new CodeSearch(database, AnswerFreshness.NONE, meaning)
                .search(
                        SearchRequest.of(question)
                                .in(mode)
                                .restricted(restrictions)
                                .with(SearchRequest.Page.FIRST.withLimit(HITS)),
                        () -> false);
    }

    /** Asks again where a busy machine had the question answered by words. */
    private SearchAnswer byMeaning(String question, SearchMode mode) {
        for (int i = 0; i < MOST_TRIES; i++) {
            SearchAnswer answer = search(question, mode, meaning());
            if (!answer.semantic().startsWith("by words")) {
                return answer;
            }
        }
        throw new IllegalStateException("the vectorization worker does not answer: " + question);
    }

    private List<String> files(SearchAnswer answer) {
        lastWay = answer.mode() + ", " + answer.semantic();
        // By the order of hits, each file at its best one.
        return answer.files().stream().map(SearchAnswer.FileHits::path).limit(DEPTH).toList();
    }

    /** Returns the files with all words of a question, by BM25. */
    private List<String> withAllWords(String question) {
        String all =
                Stream.of(question.split("[^\\p{L}\\p{N}_$]+"))
                        .filter(word -> !word.isEmpty())
                        .map(word -> new QueryItem.Word(word).expression())
                        .collect(Collectors.joining(" AND "));
        Set<String> files = new LinkedHashSet<>();
        try (Rows rows =
                database.driver()
                        .query(
                                "SELECT f.path FROM code_content_fts x"
                                        + " JOIN code_content c ON c.id = x.rowid"
                                        + " JOIN files f ON f.id = c.file_id"
                                        + " WHERE code_content_fts MATCH ?"
                                        + " ORDER BY bm25(code_content_fts, 1.0, 8.0, 2.0)"
                                        + " LIMIT 50",
                                all)) {
            while (rows.next()) {
                files.add(Objects.requireNonNull(rows.text(0)));
            }
        }
        return new ArrayList<>(files).subList(0, Math.min(DEPTH, files.size()));
    }

    /** Asks all questions in every way and prints a table. */
    void measure(String title, Map<String, Set<String>> questions) {
        Map<String, Function<String, List<String>>> ways = new LinkedHashMap<>();
        ways.put("AND", this::withAllWords);
        ways.put(
                "OR + stemming",
                question -> files(search(question, SearchMode.QUESTION, MeaningSearch.NONE)));
        ways.put("vectors", question -> files(byMeaning(question, SearchMode.MEANING)));
        ways.put(
                "default (`cairn search`)",
                question -> files(byMeaning(question, SearchMode.AUTO)));
        Output.print("");
        Output.print("| %s | MRR@10 | recall@10 | time |".formatted(title));
        Output.print("|---|---|---|---|");
        ways.forEach((name, way) -> {
            RankedAnswers answers = new RankedAnswers();
            questions.forEach((question, right) -> {
                long began = System.nanoTime();
                List<String> found = way.apply(question);
                int rank = answers.add(found, right, System.nanoTime() - began);
                DETAIL.ifPresent(file -> append(file, name, rank, question));
            });
            Output.print("| %s | %s |".formatted(name, answers.row()));
        });
        Output.print("");
        Output.print("worker: " + worker.activity().metrics());
    }

    /** Writes a line that shows how one question was answered. */
    private void append(Path file, String way, int rank, String question) {
        String line = "%s\t%d\t%s\t%s%n".formatted(way, rank, lastWay, question);
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It writes its log until it ends. */
    private void awaitEnd() {
        for (int i = 0; i < 100 && worker.exitStatus().isEmpty(); i++) {
            LockSupport.parkNanos(STOP.toNanos() / 100);
        }
    }

    @Override
    public void close() {
        worker.drain(STOP);
        awaitEnd();
        database.close();
        DbWorkerManager.stop(database.configuration(), STOP);
    }
}
