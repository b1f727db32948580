package dev.cairn.worker.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.JavaCommand;
import dev.cairn.database.Rounds;
import dev.cairn.worker.launch.WorkerLauncher;
import dev.cairn.worker.manager.WorkerFixture;
import dev.cairn.worker.service.ServiceSettings;
import dev.cairn.worker.supervision.WorkerState.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
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

    /**
     * A worker that is a sleeping process, and notes what is done with it. It ends when it is asked
     * to, unless it is deaf: then it waits for SIGTERM.
     */
    private static final class Sleeper implements ManagedWorker {

        private final String name;
        private final boolean deaf;
        private final List<String> log;
        private @Nullable Process process;

        Sleeper(String name, boolean deaf, List<String> log) {
            this.name = name;
            this.deaf = deaf;
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
                process = new ProcessBuilder("sleep", "1000").start();
                return process.toHandle();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void drain(Duration limit) {
            log.add("stop " + name);
            if (!deaf && process != null) {
                process.destroy();
            }
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
        for (int round = 0; round < Rounds.of(1, 1, 50); round++) {
            endTooOften();
        }
    }

    private static void endTooOften() throws Exception {
        List<String> log = new ArrayList<>();
        try (WorkerManager workers = new WorkerManager(QUICK)) {
            workers.register(new Sleeper("a", false, log));
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
            workers.register(new Sleeper("a", false, log));
            workers.register(new Sleeper("b", true, log));
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
            workers.register(new ManagedDatabaseWorker(configuration));
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
        for (int round = 0; round < Rounds.of(1, 1, 50); round++) {
            try (WorkerManager workers = new WorkerManager(QUICK)) {
                workers.register(new ManagedDatabaseWorker(configuration));
                workers.start();
                long first = workers.states().getFirst().process();
                new ProcessBuilder("kill", "-STOP", Long.toString(first)).start().waitFor();
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
            workers.register(new ManagedDatabaseWorker(postgres));
            workers.start();
            assertThat(workers.states().getFirst().phase()).isEqualTo(Phase.NOT_NEEDED);
        }
    }

    @Test
    void theEndOfTheParentIsTheEndOfItsWorkers() throws Exception {
        int rounds = Rounds.of(1, 3, 50);
        for (int round = 0; round < rounds; round++) {
            Path own = folder.resolve("p" + round);
            Process parent =
                    new ProcessBuilder(JavaCommand.of(ParentMain.class, own))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String[] line = parent.inputReader().readLine().split(" ");
            assertThat(line).hasSize(2);
            List<ProcessHandle> workers = new ArrayList<>();
            for (String process : line) {
                workers.add(ProcessHandle.of(Long.parseLong(process)).orElseThrow());
            }
            parent.destroyForcibly();
            for (ProcessHandle worker : workers) {
                worker.onExit().get(10, TimeUnit.SECONDS);
            }
        }
    }

    private ProcessWorker talker(String mode) {
        return new ProcessWorker(
                "talker",
                new WorkerLauncher(TalkingMain.class, folder.resolve("talker.log"))
                        .atLowPriority()
                        .withOptions("-Xmx32m"),
                new TalkingMain.Parameters(mode, 7),
                Duration.ofSeconds(30));
    }

    @Test
    void aProcessReportsItsActivityAndHowItWasEnded() throws Exception {
        try (WorkerManager workers = new WorkerManager(QUICK)) {
            workers.register(talker("stay"));
            workers.start();
            while (workers.states().getFirst().queueLength() != 7) {
                Thread.sleep(10);
            }
            WorkerState state = workers.states().getFirst();
            assertThat(state.doing()).isEqualTo("talking");
            assertThat(state.metrics()).containsEntry("words", 2.5);
            assertThat(ProcessUsage.of(state.process()).orElseThrow().residentBytes())
                    .isGreaterThan(1_000_000);
            ProcessHandle.of(state.process()).orElseThrow().destroyForcibly();
            while (workers.states().getFirst().restarts() == 0) {
                Thread.sleep(5);
            }
            WorkerState again = awaitPhase(workers, Phase.RUNNING);
            assertThat(again.lastError())
                    .isEqualTo("process %d ended by itself, by signal 9", state.process());
        }
    }

    @Test
    void aProcessThatHasDoneItsWorkRestsAndIsStartedAgain() throws Exception {
        List<Phase> seen = new CopyOnWriteArrayList<>();
        AtomicReference<WorkerManager> manager = new AtomicReference<>();
        try (WorkerManager workers =
                new WorkerManager(
                        QUICK, () -> seen.add(manager.get().states().getFirst().phase()))) {
            manager.set(workers);
            workers.register(talker("end").resting(Duration.ofMillis(50)));
            workers.start();
            while (seen.stream().filter(Phase.RESTING::equals).count() < 2) {
                Thread.sleep(10);
            }
            assertThat(workers.states().getFirst().restarts()).isZero();
            assertThat(workers.states().getFirst().lastError()).isEmpty();
        }
        assertThat(seen).startsWith(Phase.STARTING, Phase.RUNNING, Phase.RESTING, Phase.STARTING);
    }

    @Test
    void aStartThatFailsTellsTheReasonOfTheProcess() {
        try (WorkerManager workers = new WorkerManager(QUICK)) {
            workers.register(talker("fail"));
            assertThatThrownBy(workers::start)
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.REFUSED))
                    .hasMessage("not today");
            assertThat(workers.states().getFirst().phase()).isEqualTo(Phase.STOPPED);
            assertThat(workers.states().getFirst().lastError()).isEqualTo("not today");
        }
    }

    @Test
    void aStopDuringAStartLeavesNoProcessBehind() throws Exception {
        for (int round = 0; round < Rounds.of(1, 3, 50); round++) {
            Path started = folder.resolve("started" + round);
            WorkerManager workers = new WorkerManager(QUICK);
            workers.register(
                    new ManagedWorker() {
                        @Override
                        public String name() {
                            return "slow";
                        }

                        @Override
                        public ProcessHandle start() {
                            try {
                                ProcessHandle process =
                                        new ProcessBuilder("sleep", "1000").start().toHandle();
                                Files.writeString(started, Long.toString(process.pid()));
                                Thread.sleep(100);
                                return process;
                            } catch (IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        }

                        @Override
                        public void drain(Duration limit) {
                            long process = Long.parseLong(read(started));
                            ProcessHandle.of(process).ifPresent(ProcessHandle::destroy);
                        }
                    });
            Thread starter = Thread.ofPlatform().start(workers::start);
            while (!Files.exists(started) || Files.size(started) == 0) {
                Thread.sleep(1);
            }
            workers.close();
            starter.join();
            assertThat(ProcessHandle.of(Long.parseLong(read(started))).filter(p -> p.isAlive()))
                    .isEmpty();
            assertThat(workers.states().getFirst().phase()).isEqualTo(Phase.STOPPED);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aDatabaseWorkerFoundRunningIsAdoptedAndStoppedAtTheEnd() throws Exception {
        DatabaseConfiguration configuration =
                WorkerFixture.configuration(folder, folder.resolve("test.db"));
        ProcessHandle found;
        try (WorkerFixture clients = new WorkerFixture(configuration, ServiceSettings.standard());
                WorkerManager workers = new WorkerManager(QUICK)) {
            found = clients.process();
            workers.register(new ManagedDatabaseWorker(configuration));
            workers.start();
            assertThat(workers.states().getFirst().process()).isEqualTo(found.pid());
        }
        found.onExit().get(5, TimeUnit.SECONDS);
    }
}
