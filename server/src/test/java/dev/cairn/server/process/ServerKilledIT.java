package dev.cairn.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rounds;
import dev.cairn.server.configuration.ConfigurationReader;
import dev.cairn.server.process.repair.RepairReport;
import dev.cairn.worker.supervision.WorkerState;
import dev.cairn.worker.supervision.WorkerState.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ends of the server and of its workers, and starts that race. */
@Timeout(1_800)
final class ServerKilledIT {

    @TempDir Path temporary;
    private Path folder;
    private ServedProject project;

    @BeforeEach
    void make() throws Exception {
        folder = temporary.toRealPath();
        project = new ServedProject(folder.resolve("project"));
        project.write("src/A.java", "class A { void first() {} }\n");
    }

    @AfterEach
    void close() throws Exception {
        project.close();
    }

    @Test
    void manyStartsAtOnceGiveOneServer() throws Exception {
        int starts = Rounds.of(3, 5, 50);
        ServerSettings settings =
                ServerSettings.of(
                        ConfigurationReader.defaults(folder.resolve("project/.cairn")),
                        folder.resolve("project"));
        List<Long> started = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(starts)) {
            List<Future<Long>> results = new ArrayList<>();
            for (int i = 0; i < starts; i++) {
                results.add(
                        threads.submit(
                                () -> ServerProcess.start(settings, Duration.ofMinutes(10))));
            }
            for (Future<Long> result : results) {
                try {
                    started.add(result.get());
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(DatabaseException.class);
                    refused.add(Objects.requireNonNull(e.getCause()).getMessage());
                }
            }
        }
        assertThat(started).as("%s", refused).hasSize(1);
        assertThat(refused)
                .hasSize(starts - 1)
                .allMatch(message ->
                        message.startsWith(
                                "cannot take the project's lock: a server of this project"
                                        + " is running already"));
        assertThat(project.record().orElseThrow().process()).isEqualTo(started.getFirst());
    }

    @Test
    void killedWorkersComeBackAndTheIndexIsThatOfTheTree() throws Exception {
        Random random = new Random(Long.getLong("cairn.seed", 20L));
        project.configure("{\"repair\": {\"interval\": 1}}");
        project.serve();
        List<String> kinds =
                project.record().orElseThrow().workers().stream()
                        .filter(worker -> worker.phase() != Phase.NOT_NEEDED)
                        .map(WorkerState::name)
                        .toList();
        int rounds = kinds.size() * Rounds.of(1, 2, 50);
        for (int round = 0; round < rounds; round++) {
            String name = kinds.get(round % kinds.size());
            WorkerState before = project.awaitRunning(name);
            for (int i = 0; i < 30; i++) {
                project.write(
                        "src/p" + i % 5 + "/C" + random.nextInt(60) + ".java",
                        "class C { void m%d() {} }\n".formatted(random.nextInt(1_000)));
            }
            Thread.sleep(random.nextInt(500));
            ProcessHandle.of(before.process()).ifPresent(ProcessHandle::destroyForcibly);
            ServedProject.await(
                    name + " comes back",
                    () ->
                            project.worker(name).phase() == Phase.RUNNING
                                    && project.worker(name).process() != before.process());
            if (!name.equals("repair")) {
                // On a busy machine one that does not answer in time is started once more.
                assertThat(project.worker(name).restarts()).isGreaterThan(before.restarts());
            }
            project.awaitFreshIndex(folder.resolve("fresh" + round));
            if (Rounds.areLong()) {
                // More than five ends of one kind in a minute would be a crash loop.
                Thread.sleep(3_500);
            }
        }
    }

    @Test
    void aKilledServerLeavesNoProcessAndTheNextOneGoesOn() throws Exception {
        int rounds = Rounds.of(1, 2, 50);
        Random random = new Random(Long.getLong("cairn.seed", 21L));
        for (int round = 0; round < rounds; round++) {
            Process server = project.serve();
            List<ProcessHandle> workers = project.workerProcesses();
            project.write("src/R%d.java".formatted(round), "class R%d {}\n".formatted(round));
            Thread.sleep(random.nextInt(600));
            server.destroyForcibly().waitFor();
            ServedProject.awaitEnd(workers);
            assertThat(project.record()).isEmpty();
        }
        project.serve();
        project.awaitFreshIndex(folder.resolve("fresh"));
        ServedProject.await(
                "the look after the crash",
                () ->
                        RepairReport.read(project.run())
                                .filter(RepairReport::afterCrash)
                                .isPresent());
        assertThat(RepairReport.read(project.run()).orElseThrow().problems()).isEmpty();
    }

    @Test
    void aWorkerThatEndsAgainAndAgainIsGivenUpAndShown() throws Exception {
        project.serve();
        ServedProject.await(
                "given up",
                () -> {
                    WorkerState state = project.worker("file_watcher");
                    if (state.phase() == Phase.RUNNING) {
                        ProcessHandle.of(state.process()).ifPresent(ProcessHandle::destroyForcibly);
                    }
                    return state.phase() == Phase.GIVEN_UP;
                });
        assertThat(project.output(0, "workers"))
                .containsPattern("file_watcher +given up +-")
                .contains("last error: given up after 6 ends within 60 s; the last: process");
    }
}
