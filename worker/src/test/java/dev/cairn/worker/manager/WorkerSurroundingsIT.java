package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rounds;
import dev.cairn.database.TransactionMode;
import dev.cairn.worker.service.ServiceSettings;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens around a worker: it stands still, the clock is set, another program comes. */
@Timeout(600)
final class WorkerSurroundingsIT {

    private static final int ROUNDS = Rounds.of(2, 5, 50);

    /** How many descriptors a worker is allowed beyond those it has when clients are connected. */
    private static final int SPARE_DESCRIPTORS = 8;

    @TempDir Path folder;

    private static ServiceSettings withLease(Duration lease) {
        return ServiceSettings.standard()
                .withTimes(Duration.ofSeconds(10), lease, Duration.ofSeconds(30));
    }

    /** Lets a worker stand still, or go on. */
    private interface Standstill {

        void stand(boolean still) throws IOException, InterruptedException;
    }

    @Test
    void aWorkerThatIsStoppedForLongerThanALeaseEndsNoTransaction() throws Exception {
        try (WorkerFixture worker = new WorkerFixture(folder, withLease(Duration.ofMillis(300)))) {
            worker.open().close();
            long process = worker.process().pid();
            standStillForLongerThanALease(
                    worker,
                    "stopped",
                    still -> WorkerProcess.signal(process, still ? "STOP" : "CONT"));
        }
    }

    @Test
    void aWorkerThatIsFrozenForLongerThanALeaseEndsNoTransaction() throws Exception {
        try (WorkerFixture worker = new WorkerFixture(folder, withLease(Duration.ofMillis(300)))) {
            worker.open().close();
            Optional<ControlGroup> group = ControlGroup.of(worker.process().pid());
            assumeThat(group).as("a control group that may be frozen").isPresent();
            try (ControlGroup own = group.orElseThrow()) {
                standStillForLongerThanALease(worker, "frozen", own::freeze);
            }
        }
    }

    /** A lease is counted while the worker runs only, or a pause would end all transactions. */
    private static void standStillForLongerThanALease(
            WorkerFixture worker, String how, Standstill standstill) throws Exception {
        AcknowledgedWrites writes = new AcknowledgedWrites(Set.of());
        try (DatabaseDriver driver = worker.open()) {
            driver.execute(AcknowledgedWrites.TABLE);
            for (int i = 0; i < 3; i++) {
                writes.startWriter(worker::open, false, new Random(i));
            }
            for (int round = 0; round < ROUNDS; round++) {
                driver.begin(TransactionMode.WRITE);
                driver.execute("CREATE TABLE other%d(v)".formatted(round));
                standstill.stand(true);
                Thread.sleep(400);
                standstill.stand(false);
                driver.execute("INSERT INTO other%d VALUES (1)".formatted(round));
                driver.commit();
                writes.awaitMore(1);
            }
            writes.stop();
            System.out.printf("worker %s %d times: %s%n", how, ROUNDS, writes.verify(driver));
        }
    }

    @Test
    void aClockThatIsSetEndsNoLease() throws Exception {
        Path clock = folder.resolve("clock");
        DbWorkerManager manager =
                new DbWorkerManager(
                        WorkerFixture.configuration(folder, folder.resolve("test.db")),
                        withLease(Duration.ofSeconds(2)));
        Process process =
                WorkerProcess.start(
                        manager,
                        WorkerProcess.preloading(
                                "clock_jump.c", folder, "CAIRN_CLOCK_FILE", clock));
        try (WorkerFixture worker = new WorkerFixture(folder);
                DatabaseDriver driver = worker.openWithKeys()) {
            driver.execute("CREATE TABLE t(v)");
            Random random = new Random(11);
            for (int round = 0; round < 10 * ROUNDS; round++) {
                driver.begin(TransactionMode.WRITE);
                driver.execute("INSERT INTO t VALUES (?)", round);
                int jump = random.nextInt(2_000_000) - 1_000_000;
                Path half = folder.resolve("clock.half");
                Files.writeString(half, Integer.toString(jump));
                Files.move(half, clock, StandardCopyOption.ATOMIC_MOVE);
                long seconds =
                        (Long)
                                driver.queryValue("SELECT unixepoch()")
                                        .orElseThrow(AssertionError::new);
                assertThat(seconds - System.currentTimeMillis() / 1_000 - jump).isBetween(-2L, 2L);
                Thread.sleep(5);
                driver.execute("INSERT INTO t VALUES (?)", round);
                driver.commit();
            }
            assertThat(driver.information().ownerProcess()).isEqualTo(process.pid());
            assertThat(driver.queryValue("SELECT count(*) FROM t")).contains(20L * ROUNDS);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void anotherProgramOnTheFileIsWaitedForAndThenNamed() throws Exception {
        Path database = folder.resolve("test.db");
        try (InProcessWorker worker = new InProcessWorker(folder);
                DatabaseDriver driver = worker.open()) {
            driver.execute("CREATE TABLE t(v)");
            try (PythonProcess foreign =
                    new PythonProcess("use_database.py", database.toString())) {
                for (int round = 0; round < 10 * ROUNDS; round++) {
                    foreign.writeLine();
                    assertThat(foreign.readLine()).contains("locked");
                    CompletableFuture<Void> write =
                            CompletableFuture.runAsync(
                                    () -> driver.execute("INSERT INTO t VALUES ('own')"));
                    Thread.sleep(new Random(round).nextInt(10));
                    assertThat(write).isNotDone();
                    foreign.writeLine();
                    assertThat(foreign.readLine()).contains("committed");
                    write.get(5, TimeUnit.SECONDS);
                }
                foreign.writeLine();
                assertThat(foreign.readLine()).contains("locked");
                assertThatThrownBy(() -> driver.execute("INSERT INTO t VALUES ('never')"))
                        .isInstanceOfSatisfying(
                                DatabaseException.class,
                                error -> assertThat(error.code()).isEqualTo(DatabaseErrorCode.BUSY))
                        .hasMessageMatching("(?s).*open in process \\d+ \\(python3.*");
            }
            assertThat(driver.queryValue("SELECT count(*) FROM t WHERE v = 'own'"))
                    .contains(10L * ROUNDS);
            assertThat(driver.queryValue("SELECT count(*) FROM t WHERE v = 'foreign'"))
                    .contains(10L * ROUNDS);
            assertThat(driver.queryValue("PRAGMA integrity_check")).contains("ok");
        }
    }

    @Test
    void aWorkerWithoutDescriptorsServesThoseItHasAndRecovers() throws Exception {
        DbWorkerManager manager =
                new DbWorkerManager(WorkerFixture.configuration(folder, folder.resolve("test.db")));
        long limit = descriptorsWithClients(manager) + SPARE_DESCRIPTORS;
        Process process =
                WorkerProcess.start(
                        manager,
                        List.of("/bin/sh", "-c", "ulimit -n " + limit + "; exec \"$@\"", "sh"),
                        List.of(),
                        Map.of());
        try (WorkerFixture worker = new WorkerFixture(folder);
                DatabaseDriver driver = worker.open()) {
            // The classes for all that follows are loaded now; later there is nothing to open them.
            connectAndWrite(worker, driver);
            long most = 0;
            for (int round = 0; round < ROUNDS; round++) {
                List<SocketChannel> many = connectOften(manager, 100);
                try {
                    most = Math.max(most, mostDescriptors(process.pid(), limit));
                    for (int i = 0; i < 20; i++) {
                        driver.execute("INSERT INTO t VALUES (1)");
                    }
                } finally {
                    for (SocketChannel channel : many) {
                        channel.close();
                    }
                }
                try (DatabaseDriver late = worker.open()) {
                    late.execute("INSERT INTO t VALUES (2)");
                }
            }
            assertThat(driver.information().ownerProcess()).isEqualTo(process.pid());
            assertThat(driver.queryValue("SELECT count(*) FROM t")).contains(1 + 21L * ROUNDS);
            assertThat(most).as("descriptors of %d", limit).isGreaterThan(limit - 3);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aWorkerWithoutThreadsServesThoseItHasAndRecovers() throws Exception {
        Path none = folder.resolve("no-threads");
        DbWorkerManager manager =
                new DbWorkerManager(WorkerFixture.configuration(folder, folder.resolve("test.db")));
        Process process =
                WorkerProcess.start(
                        manager,
                        WorkerProcess.preloading(
                                "no_threads.c", folder, "CAIRN_THREADS_FILE", none));
        try (WorkerFixture worker = new WorkerFixture(folder);
                DatabaseDriver driver = worker.open()) {
            connectAndWrite(worker, driver);
            for (int round = 0; round < ROUNDS; round++) {
                Files.createFile(none);
                List<SocketChannel> turnedAway = connectOften(manager, 3);
                for (int i = 0; i < 20; i++) {
                    driver.execute("INSERT INTO t VALUES (1)");
                }
                for (SocketChannel channel : turnedAway) {
                    assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
                    channel.close();
                }
                Files.delete(none);
                try (DatabaseDriver late = worker.open()) {
                    late.execute("INSERT INTO t VALUES (2)");
                }
            }
            assertThat(driver.information().ownerProcess()).isEqualTo(process.pid());
            assertThat(driver.queryValue("SELECT count(*) FROM t")).contains(1 + 21L * ROUNDS);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void connectAndWrite(WorkerFixture worker, DatabaseDriver driver) {
        driver.execute("CREATE TABLE IF NOT EXISTS t(v)");
        driver.execute("DELETE FROM t");
        try (DatabaseDriver early = worker.open()) {
            early.execute("INSERT INTO t VALUES (0)");
        }
    }

    /** Returns how many descriptors a worker without a limit has that serves clients. */
    private long descriptorsWithClients(DbWorkerManager manager) throws Exception {
        Process process = WorkerProcess.start(manager, Map.of());
        try (WorkerFixture worker = new WorkerFixture(folder);
                DatabaseDriver driver = worker.open()) {
            connectAndWrite(worker, driver);
            return WorkerProcess.descriptors(process.pid());
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    /** Looks for a moment how many descriptors a process has while it accepts connections. */
    private static long mostDescriptors(long process, long limit) throws Exception {
        long most = 0;
        for (int i = 0; i < 50 && most < limit; i++) {
            most = Math.max(most, WorkerProcess.descriptors(process));
            Thread.sleep(2);
        }
        return most;
    }

    /** Connects without a word; the system may turn some away when too many wait. */
    private static List<SocketChannel> connectOften(DbWorkerManager manager, int times) {
        List<SocketChannel> many = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            try {
                many.add(
                        SocketChannel.open(UnixDomainSocketAddress.of(manager.address().socket())));
            } catch (IOException _) {
                // So many are enough.
            }
        }
        return many;
    }
}
