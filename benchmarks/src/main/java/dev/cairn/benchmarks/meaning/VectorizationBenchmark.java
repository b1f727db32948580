package dev.cairn.benchmarks.meaning;

import dev.cairn.benchmarks.Output;
import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.meaning.DefinitionTexts;
import dev.cairn.index.search.CodeSearch;
import dev.cairn.index.search.SearchRequest;
import dev.cairn.server.configuration.CairnConfiguration;
import dev.cairn.server.configuration.CairnConfiguration.VectorizationSettings;
import dev.cairn.server.configuration.ConfigurationReader;
import dev.cairn.server.process.ServerSettings;
import dev.cairn.server.process.ServerWorker;
import dev.cairn.vectors.store.VectorStore;
import dev.cairn.worker.manager.DbWorkerManager;
import dev.cairn.worker.supervision.ManagedWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The vectorization worker as a process, on an index whose definitions have no vectors yet.
 *
 * <p>{@code speed WORK FOLDER SECONDS}: texts a second and memory of the worker with one and with
 * two threads, beside ONNX Runtime called directly with the same texts.
 *
 * <p>{@code load WORK FOLDER SECONDS}: how long searches take without the worker and while it
 * embeds, in turn.
 *
 * <p>{@code WORK} is a folder that keeps the index for the next run.
 */
public final class VectorizationBenchmark implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(20);
    private static final int TEXTS = 2_000;
    private static final int ROUNDS = 5;
    private static final List<String> SEARCHES =
            List.of(
                    "close",
                    "read file",
                    "parse(",
                    "hash map iterator",
                    "kind:class lock",
                    "String");

    private final CairnConfiguration configuration;
    private final CodeDatabase database;
    private final Path source;
    private final Duration time;

    private VectorizationBenchmark(Path work, Path source, Duration time) {
        this.source = source;
        this.time = time;
        this.configuration = ConfigurationReader.defaults(work.resolve(".cairn"));
        configuration.database().storage().create();
        this.database = CodeDatabase.open(configuration.database());
        database.ensureSchemaSynced(CodeIndexSchema.definition());
        Indexer.index(database, source, IndexOptions.standard(), ProgressListener.NONE);
    }

    /** Runs one of the two. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path work = Files.createDirectories(Path.of(arguments[1])).toRealPath();
        Path source = Path.of(arguments[2]).toRealPath();
        Duration time = Duration.ofSeconds(Integer.parseInt(arguments[3]));
        try (VectorizationBenchmark run = new VectorizationBenchmark(work, source, time)) {
            if (arguments[0].equals("speed")) {
                run.speed();
            } else {
                run.load();
            }
        }
    }

    private void speed() throws IOException, InterruptedException {
        List<String> texts = forgetVectors();
        Output.print("| what | texts/s | resident | most |");
        Output.print("|---|---|---|---|");
        for (DirectEmbedding.Way way : DirectEmbedding.Way.values()) {
            double rate = DirectEmbedding.textsPerSecond(texts, way, time);
            Output.print("| ONNX Runtime, %s | %.2f | | |".formatted(way.text(), rate));
        }
        for (int threads = 1; threads <= 2; threads++) {
            forgetVectors();
            Output.print("| the worker, threads %d | %s |".formatted(threads, worker(threads)));
        }
    }

    /** Removes all vectors, and returns the texts that a worker begins with. */
    private List<String> forgetVectors() {
        database.driver().execute("DELETE FROM vector_models");
        VectorStore store = VectorStore.of(database.driver(), "benchmark", 384);
        List<Long> ids =
                store.pending(Instant.now(), TEXTS).stream()
                        .map(VectorStore.Pending::definition)
                        .toList();
        var texts = DefinitionTexts.read(database.driver(), ids);
        database.driver().execute("DELETE FROM vector_models");
        List<String> inOrder = new ArrayList<>();
        ids.forEach(id -> inOrder.add(Objects.requireNonNull(texts.get(id)).text()));
        return inOrder;
    }

    private String worker(int threads) throws IOException, InterruptedException {
        ManagedWorker worker = startWorker(threads);
        ProcessHandle process = worker.start();
        try {
            awaitMoreThan(0);
            long before = vectors();
            long began = System.nanoTime();
            Thread.sleep(time);
            double rate = (vectors() - before) / ((System.nanoTime() - began) / 1e9);
            return "%.2f | %s | %s"
                    .formatted(
                            rate,
                            ProcessMemory.of(process.pid(), "VmRSS"),
                            ProcessMemory.of(process.pid(), "VmHWM"));
        } finally {
            stop(worker, process);
        }
    }

    private ManagedWorker startWorker(int threads) {
        VectorizationSettings usual = configuration.vectorization();
        CairnConfiguration with =
                new CairnConfiguration(
                        configuration.source(),
                        configuration.database(),
                        new VectorizationSettings(
                                true,
                                usual.batchSize(),
                                usual.pollInterval(),
                                threads,
                                usual.model()),
                        configuration.fileWatcher(),
                        configuration.repair(),
                        configuration.applicationDatabase());
        return ServerWorker.named("vectorization")
                .orElseThrow()
                .worker(ServerSettings.of(with, source), false);
    }

    private void awaitMoreThan(long count) throws InterruptedException {
        for (int i = 0; i < 600 && vectors() <= count; i++) {
            Thread.sleep(100);
        }
    }

    private long vectors() {
        return (Long) database.driver().queryValue("SELECT count(*) FROM vectors").orElse(0L);
    }

    private static void stop(ManagedWorker worker, ProcessHandle process) {
        worker.drain(STOP);
        process.onExit().join();
    }

    private void load() throws InterruptedException {
        forgetVectors();
        Output.print("| searches, one after the other | n | median | p95 | vectors meanwhile |");
        Output.print("|---|---|---|---|---|");
        searches("to warm up");
        for (int round = 0; round < ROUNDS; round++) {
            searches("without the worker");
            ManagedWorker worker = startWorker(1);
            ProcessHandle process = worker.start();
            long before = vectors();
            awaitMoreThan(before);
            searches("while it embeds");
            stop(worker, process);
        }
    }

    private void searches(String title) {
        CodeSearch search = new CodeSearch(database, AnswerFreshness.NONE);
        long before = vectors();
        long began = System.nanoTime();
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; System.nanoTime() - began < time.toNanos(); i++) {
            String query = SEARCHES.get(i % SEARCHES.size());
            long start = System.nanoTime();
            search.search(SearchRequest.of(query), () -> false);
            long took = System.nanoTime() - start;
            nanos.add(took);
        }
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        Output.print(
                "| %s | %d | %.1f ms | %.1f ms | %d |"
                        .formatted(
                                title,
                                sorted.length,
                                sorted[sorted.length / 2] / 1e6,
                                sorted[sorted.length * 95 / 100] / 1e6,
                                vectors() - before));
    }

    @Override
    public void close() {
        database.close();
        DbWorkerManager.stop(database.configuration(), STOP);
    }
}
