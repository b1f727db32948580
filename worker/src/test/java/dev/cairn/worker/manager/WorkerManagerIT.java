package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseType;
import dev.cairn.worker.manager.WorkerState.Phase;
import dev.cairn.worker.session.ServiceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are kept running, with real processes. */
@Timeout(600)
final class WorkerManagerIT {

    /**
     * Quick to start again, but not to call a worker silent: on a machine that is busy, the first
     * answer of a new one takes more than a second.
     */
    private static final RestartPolicy QUICK =
            new RestartPolicy(
                    Duration.ofMillis(10),
                    Duration.ofMillis(100),
                    3,
                    Duration.ofSeconds(60),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(5));

    @TempDir Path folder;

    /** A worker that is a sleeping process, and notes what is done with it. */
    private static final class Sleeper implements ManagedWorker {

        private final String name;
        private final List<String> log;

        Sleeper(String name, List<String> log) {
            this.name = name;
            this.log = log;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public ProcessHandle start() {
            log.add("start " + name);
            try {
                return new ProcessBuilder("sleep", "1000").start().toHandle();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void drain(Duration limit) {
            log.add("stop " + name);
        }
    }

    private static WorkerState awaitPhase(WorkerManager workers, Phase phase)
            throws InterruptedException {
        WorkerState state = workers.states().getFirst();
        while (state.phase() != phase) {
            assertThat(state.phase()).as(state.lastError()).isNotEqualTo(Phase.GIVEN_UP);
            Thread.sleep(5);
            state = workers.states().getFirst();
        }
        return state;
    }

    @Test
    void aKilledWorkerIsStartedAgainAndTooManyEndsAreGivenUp() throws Exception {
        for (int round = 0; round < Rounds.of(1, 50); round++) {
            endTooOften();
        }
    }

    private static void endTooOften() throws Exception {
        List<String> log = new ArrayList<>();
        try (WorkerManager workers = new WorkerManager(QUICK)) {
            workers.register(new Sleeper("a", log));
            workers.start();
            for (int i = 0; i <= 3; i++) {
                WorkerState state = awaitPhase(workers, Phase.RUNNING);
                assertThat(state.restarts()).isEqualTo(i);
                ProcessHandle process = ProcessHandle.of(state.process()).orElseThrow();
                process.destroyForcibly();
                process.onExit().get(5, TimeUnit.SECONDS);
                while (workers.states().getFirst().process() == state.process()) {
                    Thread.sleep(2);
                }
            }
            WorkerState state = awaitPhase(workers, Phase.GIVEN_UP);
            assertThat(state.lastError()).contains("given up after 4 ends");
        }
        assertThat(log.stream().filter("start a"::equals)).hasSize(4);
    }

    @Test
    void workersAreStartedInOrderAndStoppedInReverse() throws Exception {
        List<String> log = new ArrayList<>();
        List<ProcessHandle> processes = new ArrayList<>();
        try (WorkerManager workers = new WorkerManager(QUICK)) {
            workers.register(new Sleeper("a", log));
            workers.register(new Sleeper("b", log));
            workers.start();
            workers.states()
                    .forEach(s -> processes.add(ProcessHandle.of(s.process()).orElseThrow()));
        }
        assertThat(log).containsExactly("start a", "start b", "stop b", "stop a");
        for (ProcessHandle process : processes) {
            process.onExit().get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void theDatabaseWorkerIsKeptRunningAndTellsWhatItDoes() throws Exception {
        DatabaseConfiguration configuration =
                WorkerFixture.configuration(folder, folder.resolve("test.db"));
        ProcessHandle last;
        try (WorkerManager workers = new WorkerManager(QUICK);
                WorkerFixture clients =
                        new WorkerFixture(configuration, ServiceSettings.standard())) {
            workers.register(new DatabaseWorker(configuration));
            workers.start();
            long first = workers.states().getFirst().process();
            assertThat(clients.process().pid()).isEqualTo(first);
            try (DatabaseDriver driver = clients.open()) {
                while (workers.states().getFirst().sessions() != 1) {
                    Thread.sleep(10);
                }
                ProcessHandle.of(first).orElseThrow().destroyForcibly();
                while (workers.states().getFirst().restarts() == 0) {
                    Thread.sleep(10);
                }
                long second = awaitPhase(workers, Phase.RUNNING).process();
                assertThat(driver.queryValue("SELECT 1")).contains(1L);
                assertThat(driver.information().ownerProcess()).isEqualTo(second);
                last = ProcessHandle.of(second).orElseThrow();
            }
        }
        last.onExit().get(1, TimeUnit.SECONDS);
    }

    @Test
    void aWorkerThatIsSilentIsEndedAndStartedAgain() throws Exception {
        DatabaseConfiguration configuration =
                WorkerFixture.configuration(folder, folder.resolve("test.db"));
        for (int round = 0; round < Rounds.of(1, 50); round++) {
            try (WorkerManager workers = new WorkerManager(QUICK)) {
                workers.register(new DatabaseWorker(configuration));
                workers.start();
                long first = workers.states().getFirst().process();
                WorkerProcess.signal(first, "STOP");
                while (workers.states().getFirst().restarts() == 0) {
                    Thread.sleep(10);
                }
                assertThat(awaitPhase(workers, Phase.RUNNING).process()).isNotEqualTo(first);
            }
        }
    }

    @Test
    void anEngineWithoutAWorkerStartsNone() {
        DatabaseConfiguration sqlite =
                WorkerFixture.configuration(folder, folder.resolve("test.db"));
        DatabaseConfiguration postgres =
                new DatabaseConfiguration(
                        DatabaseType.POSTGRES, sqlite.path(), sqlite.storage(), sqlite.worker());
        try (WorkerManager workers = new WorkerManager(QUICK)) {
            workers.register(new DatabaseWorker(postgres));
            workers.start();
            assertThat(workers.states().getFirst().phase()).isEqualTo(Phase.NOT_NEEDED);
        }
    }

    @Test
    void theEndOfTheParentIsTheEndOfItsWorkers() throws Exception {
        int rounds = Rounds.of(3, 50);
        for (int round = 0; round < rounds; round++) {
            Path own = folder.resolve("p" + round);
            Process parent =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:+UseSerialGC",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    ParentMain.class.getName(),
                                    own.toString())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String line = parent.inputReader().readLine();
            ProcessHandle worker = ProcessHandle.of(Long.parseLong(line)).orElseThrow();
            parent.destroyForcibly();
            worker.onExit().get(10, TimeUnit.SECONDS);
        }
    }
}
