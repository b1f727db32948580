package dev.cairn.vectors.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseLocation;
import dev.cairn.database.postgres.PostgresServer;
import dev.cairn.database.postgres.PostgresTestDatabase;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.meaning.StoredCoverage;
import dev.cairn.index.search.CodeSearch;
import dev.cairn.index.search.SearchAnswer;
import dev.cairn.index.search.SearchRequest;
import dev.cairn.server.configuration.CairnConfiguration.ModelSettings;
import dev.cairn.server.configuration.CairnConfiguration.VectorizationSettings;
import dev.cairn.server.meaning.MeaningClient;
import dev.cairn.worker.launch.WorkerLauncher;
import dev.cairn.worker.supervision.ProcessWorker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The worker as a process, with an index on a real server of PostgreSQL. */
@Timeout(300)
class PostgresVectorizationIT {

    @TempDir Path folder;
    private PostgresTestDatabase server;
    private IndexedProject project;

    @BeforeEach
    void index() throws IOException {
        server = PostgresServer.shared().createDatabase();
        project = IndexedProject.on(server.location(DatabaseLocation.Limits.STANDARD), folder);
        project.write(
                "cache.py",
                """
                def evict(cache):
                    while cache.full():
                        cache.popitem()


                def add(a, b):
                    return a + b
                """);
        project.write("Door.java", "class Door {\n  void open(String who) { log(who); }\n}\n");
        project.index();
    }

    @AfterEach
    void close() {
        project.close();
        server.close();
    }

    @Test
    void definitionsAreEmbeddedAndFoundByMeaning() throws Exception {
        Path log = folder.resolve("vectorization.log");
        ProcessWorker worker =
                new ProcessWorker(
                        "vectorization",
                        new WorkerLauncher(VectorizationProcess.class, log),
                        new VectorizationParameters(
                                project.configuration(),
                                new VectorizationSettings(
                                        true, 3, Duration.ofSeconds(1), 1, ModelSettings.SHIPPED)),
                        Duration.ofMinutes(2));
        ProcessHandle process = worker.start();
        try {
            awaitAll();
            SearchAnswer answer = search("how are old entries removed?");
            assertThat(answer.semantic()).isEqualTo("semantic 100%");
            assertThat(answer.hits().getFirst().name()).isEqualTo("evict");
            assertThat(search("how is a visitor let in? lang:java").hits().getFirst().name())
                    .isIn("open", "Door");

            project.write("fly.py", "def fly(bird):\n    return bird.wings.flap()\n");
            project.index();
            awaitAll();
            assertThat(project.count("SELECT count(*) FROM vectors")).isEqualTo(5);
        } finally {
            worker.drain(Duration.ofSeconds(5));
            process.onExit().get(20, TimeUnit.SECONDS);
        }
    }

    private void awaitAll() throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            boolean done =
                    StoredCoverage.read(project.driver())
                            .filter(coverage -> coverage.embedded() > 0)
                            .filter(coverage -> coverage.embedded() == coverage.definitions())
                            .isPresent();
            if (done && !search("how are things done?").semantic().contains("left")) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("not all definitions have a vector after a minute");
    }

    private SearchAnswer search(String question) {
        return new CodeSearch(
                        project.database(),
                        AnswerFreshness.NONE,
                        MeaningClient.of(project.database()))
                .search(SearchRequest.of(question), () -> false);
    }
}
