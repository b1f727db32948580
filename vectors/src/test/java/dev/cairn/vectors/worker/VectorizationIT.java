package dev.cairn.vectors.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rounds;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.search.CodeSearch;
import dev.cairn.index.search.SearchAnswer;
import dev.cairn.index.search.SearchHit;
import dev.cairn.index.search.SearchRequest;
import dev.cairn.index.search.query.SearchMode;
import dev.cairn.server.configuration.CairnConfiguration.ModelSettings;
import dev.cairn.server.configuration.CairnConfiguration.VectorizationSettings;
import dev.cairn.server.meaning.MeaningClient;
import dev.cairn.server.process.ServerWorker;
import dev.cairn.vectors.model.EmbeddingModel;
import dev.cairn.vectors.model.EmbeddingModels;
import dev.cairn.worker.manager.DbWorkerManager;
import dev.cairn.worker.supervision.ManagedWorker.Activity;
import dev.cairn.worker.supervision.ProcessWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The worker as a process, with the real model and the process of the database. */
@Timeout(1_800)
class VectorizationIT {

    private static final int KILLS = Rounds.of(2, 4, 50);
    private static final int IN_A_ROUND = 20;
    private static final Duration START = Duration.ofMinutes(2);

    @TempDir Path folder;
    private IndexedProject project;

    @BeforeEach
    void index() throws IOException {
        project = new IndexedProject(folder, true);
    }

    @AfterEach
    void close() {
        project.close();
        DbWorkerManager.stop(project.configuration(), Duration.ofSeconds(20));
    }

    private void writeFunctions(int from, int to) throws IOException {
        for (int i = from; i < to; i++) {
            project.write(
                    "src/f%d.py".formatted(i),
                    "def compute_%d(values):\n    \"\"\"Adds %d to each value.\"\"\"\n    return [v + %d for v in values]\n"
                            .formatted(i, i, i));
        }
        project.index();
    }

    private ProcessWorker worker(ModelSettings model) {
        Path log = project.configuration().storage().logs().resolve("vectorization.log");
        return new ProcessWorker(
                "vectorization",
                VectorizationWorker.launcher(log),
                new VectorizationParameters(
                        project.configuration(),
                        new VectorizationSettings(true, 3, Duration.ofSeconds(1), 1, model)),
                START);
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private boolean isComplete() {
        return project.count(
                        "SELECT count(*) FROM definitions d WHERE text_hash IS NOT NULL AND NOT"
                                + " EXISTS (SELECT 1 FROM vectors v WHERE v.text_hash = d.text_hash)")
                == 0;
    }

    @Test
    void changesAreEmbeddedAndQuestionsAnsweredThroughTheSocket() throws Exception {
        writeFunctions(0, 3);
        ProcessWorker worker = worker(ModelSettings.SHIPPED);
        ProcessHandle process = worker.start();
        try {
            await("all have vectors", this::isComplete);
            project.write(
                    "src/evict.py",
                    "def evict(cache):\n    while cache.full():\n        cache.popitem()\n");
            project.index();
            long saved = System.nanoTime();
            await("the change has its vector", this::isComplete);
            assertThat(System.nanoTime() - saved).isLessThan(TimeUnit.SECONDS.toNanos(20));

            await("the change is found", () -> first("remove old entries").equals("evict"));
            SearchAnswer answer = search("remove old entries when there is no room");
            assertThat(answer.semantic()).isEqualTo("semantic 100%");
            Activity activity = worker.activity();
            assertThat(activity.doing()).startsWith("semantic 100%, bge-small-en-v1.5-q@");
            assertThat(activity.queueLength()).isZero();
            assertThat(megabytes(process, "VmRSS")).as("memory, MB").isLessThan(270);
            assertThat(megabytes(process, "VmHWM")).as("memory at the start, MB").isLessThan(340);
        } finally {
            worker.drain(Duration.ofSeconds(5));
        }
        assertThat(process.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
        assertThat(search("remove old entries").semantic())
                .startsWith("by words: no vectorization worker is running");
    }

    /** Returns a size of a process as Linux knows it; 0 on other systems. */
    private static long megabytes(ProcessHandle process, String size) throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(size + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1_000)
                .findFirst()
                .orElseThrow();
    }

    private SearchAnswer search(String question) {
        return new CodeSearch(
                        project.database(),
                        AnswerFreshness.NONE,
                        MeaningClient.of(project.database()))
                .search(SearchRequest.of(question).in(SearchMode.QUESTION), () -> false);
    }

    private String first(String question) {
        List<SearchHit> hits = search(question).hits();
        return hits.isEmpty() ? "" : hits.getFirst().name();
    }

    @Test
    void killedAtAnyTimeNoTextHasTheVectorOfAnotherAndNoneHasTwo() throws Exception {
        Random random = new Random(Long.getLong("cairn.seed", 21L));
        int atWork = 0;
        for (int i = 0; i < KILLS; i++) {
            writeFunctions(i * IN_A_ROUND, i * IN_A_ROUND + IN_A_ROUND);
            long before = stored();
            ProcessHandle process = worker(ModelSettings.SHIPPED).start();
            awaitMoment(random, before);
            process.destroyForcibly();
            process.onExit().get(20, TimeUnit.SECONDS);
            atWork += stored() > before && !isComplete() ? 1 : 0;
        }
        assertThat(atWork)
                .as("kills with a part of the round written")
                .isGreaterThanOrEqualTo(KILLS / 5);
        ProcessWorker last = worker(ModelSettings.SHIPPED);
        ProcessHandle process = last.start();
        awaitTheRest(last);
        last.drain(Duration.ofSeconds(5));
        process.onExit().get(20, TimeUnit.SECONDS);

        assertThat(project.vectors()).hasSize(KILLS * IN_A_ROUND);
        try (EmbeddingModel model = EmbeddingModels.open(ModelSettings.SHIPPED)) {
            project.vectors()
                    .forEach((text, vectors) ->
                            assertThat(vectors)
                                    .as(text.text())
                                    .singleElement()
                                    .isEqualTo(model.passage(text.text()).bytes()));
        }
    }

    /**
     * Asks the worker, because the worker rests while the database is busy with questions of a
     * test.
     */
    private void awaitTheRest(ProcessWorker worker) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        do {
            assertThat(System.nanoTime()).as("all have vectors").isLessThan(deadline);
            Thread.sleep(500);
        } while (worker.activity().queueLength() > 0 || !isComplete());
    }

    private long stored() {
        return project.count("SELECT count(*) FROM vectors");
    }

    /** One kill in three comes at the start, the others when some vectors have been written. */
    private void awaitMoment(Random random, long before) throws InterruptedException {
        if (random.nextInt(3) == 0) {
            Thread.sleep(random.nextInt(1_200));
        } else {
            int batches = random.nextInt(4);
            await("vectors are written", () -> stored() > before + batches * 3L || isComplete());
            Thread.sleep(random.nextInt(100));
        }
    }

    @Test
    void aModelThatCannotBeUsedIsReportedAtTheStart() {
        Path missing = folder.resolve("no-model");
        ModelSettings model = new ModelSettings(Optional.of(missing), Optional.empty());

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> worker(model).start())
                .withMessage(
                        "cannot read the embedding model '%s': no such file or folder", missing);
    }

    /** The service comes up after the worker, answers one text, and fails for a time. */
    @Test
    void aServiceThatIsDownIsWaitedFor() throws Exception {
        writeFunctions(0, 3);
        try (EmbeddingService service = new EmbeddingService()) {
            ProcessWorker worker = worker(service.settings());
            ProcessHandle process = worker.start();
            try {
                assertThat(worker.activity().doing())
                        .isEqualTo("waiting for the embedding service");
                assertThat(worker.activity().lastError())
                        .startsWith("the embedding service 'http://localhost:")
                        .contains("failed: status 503");
                assertThat(search("how are values added?").semantic())
                        .startsWith("by words: the embedding service 'http://localhost:")
                        .contains("failed: status 503");
                service.works(true);
                await("all have vectors", this::isComplete);
                assertThat(worker.activity().doing()).contains("some-model@localhost (3)");
                assertThat(search("how are values added?").semantic()).isEqualTo("semantic 100%");
                assertThat(service.texts()).anyMatch(text -> text.startsWith("def compute_1("));
            } finally {
                worker.drain(Duration.ofSeconds(5));
                process.onExit().get(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void serversFindTheWorker() {
        assertThat(ServiceLoader.load(ServerWorker.class))
                .extracting(ServerWorker::name)
                .containsExactlyInAnyOrder("repair", "file_watcher", "vectorization");
    }
}
