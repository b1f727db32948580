package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rounds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Memory that runs out, for SQLite or for the worker: nothing that was acknowledged is lost. */
@Timeout(1_800)
final class MemoryFaultsIT {

    private static final int REQUESTS = Rounds.of(20, 100, 2_000);
    private static final int CLIENTS = 24;
    private static final int WRITES = Rounds.of(2, 4, 4);
    private static final int LARGE = 15 << 20;

    @TempDir Path folder;

    private long queries;
    private int refusedQueries;

    @Test
    void aRequestForMemoryThatFailsIsToldAndNothingIsLost() throws Exception {
        AcknowledgedWrites writes =
                new AcknowledgedWrites(
                        EnumSet.of(
                                DatabaseErrorCode.TOO_LARGE,
                                DatabaseErrorCode.IO,
                                DatabaseErrorCode.INTERNAL,
                                DatabaseErrorCode.TRANSACTION_FAILED,
                                DatabaseErrorCode.CONNECTION_LOST,
                                DatabaseErrorCode.IN_DOUBT));
        Path counter = folder.resolve("memory");
        Process process = startCounting(counter);
        try (WorkerFixture worker = new WorkerFixture(folder);
                DatabaseDriver control = worker.open()) {
            control.execute(AcknowledgedWrites.TABLE);
            for (int i = 0; i < 3; i++) {
                writes.startWriter(worker::open, false, new Random(i));
            }
            for (int request = 1; request <= REQUESTS; request++) {
                failRequest(counter, request % 100 + 1, control);
                writes.awaitMore(1);
            }
            failRequest(counter, 0, control);
            writes.stop();
            System.out.printf(
                    "one of the next 100 requests for memory failed, %d times: %s, errors %s and %d"
                            + " refused queries%n",
                    REQUESTS,
                    writes.verify(control),
                    new TreeMap<>(writes.errors()),
                    refusedQueries);
            assertThat(refusedQueries).isPositive();
            assertThat(control.information().ownerProcess()).isEqualTo(process.pid());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void anyRequestForMemoryOfAWriteCanFailAndTheErrorSaysSo() throws Exception {
        Path counter = folder.resolve("memory");
        Process process = startCounting(counter);
        try (WorkerFixture worker = new WorkerFixture(folder);
                DatabaseDriver driver = worker.open()) {
            driver.execute("CREATE TABLE t(v TEXT)");
            driver.execute("INSERT INTO t(v) VALUES (?)", "text".repeat(1000));
            Map<DatabaseErrorCode, Integer> errors = new TreeMap<>();
            long written = 1;
            int which = 0;
            boolean failed = true;
            while (failed) {
                setCounter(counter, ++which);
                try {
                    driver.execute(
                            "INSERT INTO t(v) SELECT ? || group_concat(v) FROM t -- %d"
                                    .formatted(which),
                            "text".repeat(1000));
                    written++;
                } catch (DatabaseException e) {
                    errors.merge(e.code(), 1, Integer::sum);
                }
                failed = counterOf(counter) <= 0;
                setCounter(counter, 0);
                assertThat(driver.queryValue("SELECT count(*) FROM t")).contains(written);
            }
            System.out.printf(
                    "each of the %d requests for memory of a write failed once: written nevertheless %d, errors %s%n",
                    which - 1, written - 2, errors);
            assertThat(which).isGreaterThan(10);
            assertThat(errors.keySet()).containsExactly(DatabaseErrorCode.TOO_LARGE);
            assertThat(driver.information().ownerProcess()).isEqualTo(process.pid());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Starts a worker whose requests for memory the file counts. */
    private Process startCounting(Path counter) throws Exception {
        Files.write(counter, new byte[Integer.BYTES]);
        DbWorkerManager manager =
                new DbWorkerManager(WorkerFixture.configuration(folder, folder.resolve("test.db")));
        return WorkerProcess.start(
                manager,
                WorkerProcess.preloading("no_memory.c", folder, "CAIRN_MEMORY_FILE", counter));
    }

    private static void setCounter(Path counter, int number) throws IOException {
        try (FileChannel channel = FileChannel.open(counter, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
            channel.write(bytes.putInt(0, number), 0);
        }
    }

    private static int counterOf(Path counter) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(counter)).order(ByteOrder.nativeOrder()).getInt();
    }

    /**
     * Waits until that has happened, with statements that are new and need memory meanwhile. They
     * take as long however many rows the writers have written.
     */
    private void failRequest(Path counter, int which, DatabaseDriver driver) throws IOException {
        setCounter(counter, which);
        do {
            try {
                driver.queryValue("SELECT %d FROM t LIMIT 1".formatted(queries++));
            } catch (DatabaseException _) {
                refusedQueries++;
            }
        } while (counterOf(counter) > 0);
    }

    @Test
    void aWorkerThatIsAskedForMoreThanItHasEndsOrRefusesAndLosesNothing() throws Exception {
        int acknowledged = 0;
        Set<DatabaseErrorCode> errors = new TreeSet<>();
        int rounds = Rounds.of(1, 1, 50);
        for (int round = 0; round < rounds; round++) {
            Path own = Files.createDirectory(folder.resolve(Integer.toString(round)));
            acknowledged += askForTooMuch(own, errors);
            // Each leaves several hundred megabytes.
            Files.delete(own.resolve("test.db"));
        }
        System.out.printf(
                "less memory than %d clients send, %d times: %d of %d writes acknowledged, errors"
                        + " %s%n",
                CLIENTS, rounds, acknowledged, rounds * CLIENTS * WRITES, errors);
    }

    /** Returns how many writes were acknowledged. */
    private static int askForTooMuch(Path own, Set<DatabaseErrorCode> allErrors) throws Exception {
        DbWorkerManager manager =
                new DbWorkerManager(WorkerFixture.configuration(own, own.resolve("test.db")));
        WorkerProcess.start(manager, List.of(), List.of("-Xmx48m"), Map.of());
        Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
        Map<Long, DatabaseErrorCode> errors = new ConcurrentHashMap<>();
        try (WorkerFixture worker = new WorkerFixture(own)) {
            try (DatabaseDriver control = worker.open()) {
                control.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
            }
            List<Thread> clients =
                    IntStream.range(0, CLIENTS)
                            .mapToObj(client ->
                                    Thread.ofPlatform()
                                            .start(() -> {
                                                for (int i = 0; i < WRITES; i++) {
                                                    write(
                                                            worker,
                                                            client * WRITES + i,
                                                            acknowledged,
                                                            errors);
                                                }
                                            }))
                            .toList();
            for (Thread client : clients) {
                client.join();
            }
            try (DatabaseDriver control = worker.open()) {
                for (long id : acknowledged) {
                    assertThat(control.queryValue("SELECT length(v) FROM t WHERE id = ?", id))
                            .contains((long) LARGE);
                }
                for (Map.Entry<Long, DatabaseErrorCode> error : errors.entrySet()) {
                    if (error.getValue() != DatabaseErrorCode.IN_DOUBT) {
                        assertThat(
                                        control.queryValue(
                                                "SELECT id FROM t WHERE id = ?", error.getKey()))
                                .as("reported as not done: %s", error)
                                .isEmpty();
                    }
                }
                assertThat(control.queryValue("PRAGMA integrity_check")).contains("ok");
            }
        }
        allErrors.addAll(errors.values());
        return acknowledged.size();
    }

    private static void write(
            WorkerFixture worker,
            long id,
            Set<Long> acknowledged,
            Map<Long, DatabaseErrorCode> errors) {
        try (DatabaseDriver driver = worker.open()) {
            driver.execute("INSERT INTO t VALUES (?, ?)", id, new byte[LARGE]);
            acknowledged.add(id);
        } catch (DatabaseException e) {
            errors.put(id, e.code());
        }
    }
}
