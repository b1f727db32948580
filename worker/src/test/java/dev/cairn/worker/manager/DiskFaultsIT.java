package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.worker.process.DbWorker;
import dev.cairn.worker.protocol.Documents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full, or fails to write or to sync, under writers: each of them is told so,
 * nothing that was acknowledged is lost and nothing else is there, and all goes on when the disk
 * works again.
 */
@Timeout(300)
final class DiskFaultsIT {

    private static final int ROUNDS = Rounds.of(50, 500);
    private static final int WRITERS = 4;
    private static final String FAULTS = "fws";

    @TempDir Path folder;

    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<DatabaseErrorCode, AtomicInteger> errors = new ConcurrentHashMap<>();
    private final AtomicLong lastValue = new AtomicLong();

    @Test
    void whatAFailingDiskDidNotTakeIsToldAndNothingElseIsLost() throws Exception {
        Path faults = folder.resolve("faults");
        DbWorkerManager manager =
                new DbWorkerManager(WorkerFixture.configuration(folder, folder.resolve("test.db")));
        Process process = startWithFaultyDisk(manager, faults);
        try (WorkerFixture worker = new WorkerFixture(folder);
                DatabaseDriver control = worker.open()) {
            assertThat(control.information().ownerProcess()).isEqualTo(process.pid());
            control.execute("CREATE TABLE t(v)");
            AtomicBoolean stop = new AtomicBoolean();
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(Thread.ofPlatform().start(() -> write(worker, stop)));
            }
            Random random = new Random(7);
            for (int round = 0; round < ROUNDS; round++) {
                Thread.sleep(random.nextInt(20) + 5);
                Files.writeString(faults, FAULTS.substring(round % 3, round % 3 + 1));
                Thread.sleep(random.nextInt(20) + 5);
                Files.delete(faults);
                long before = lastValue.get();
                while (!acknowledgedAfter(before)) {
                    Thread.sleep(1);
                }
            }
            stop.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
            verify(control);
        } finally {
            process.destroyForcibly();
        }
    }

    private boolean acknowledgedAfter(long value) {
        return acknowledged.stream().anyMatch(other -> other > value);
    }

    private Process startWithFaultyDisk(DbWorkerManager manager, Path faults)
            throws IOException, InterruptedException {
        Path library = folder.resolve("faulty_disk.so");
        int compiled =
                new ProcessBuilder(
                                "cc",
                                "-shared",
                                "-fPIC",
                                "-o",
                                library.toString(),
                                "src/test/c/faulty_disk.c",
                                "-ldl")
                        .inheritIO()
                        .start()
                        .waitFor();
        assertThat(compiled).as("the test needs a C compiler").isZero();
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DbWorker.class.getName());
        builder.environment().put("LD_PRELOAD", library.toString());
        builder.environment().put("CAIRN_FAULT_FILE", faults.toString());
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream()
                .write(
                        (Documents.write(manager.parameters(1_000, false)) + "\n")
                                .getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        assertThat(process.inputReader().readLine()).contains("\"ready\":true");
        return process;
    }

    private void write(WorkerFixture worker, AtomicBoolean stop) {
        try (DatabaseDriver driver = worker.open()) {
            while (!stop.get()) {
                long value = lastValue.incrementAndGet();
                try {
                    driver.execute("INSERT INTO t VALUES (?)", value);
                    acknowledged.add(value);
                } catch (DatabaseException e) {
                    errors.computeIfAbsent(e.code(), _ -> new AtomicInteger()).incrementAndGet();
                }
            }
        }
    }

    private void verify(DatabaseDriver control) {
        Set<Long> present = new HashSet<>();
        try (Rows rows = control.query("SELECT v FROM t")) {
            while (rows.next()) {
                assertThat(present.add(rows.integer(0))).isTrue();
            }
        }
        System.out.printf(
                "disk failed %d times: %d acknowledged, errors %s%n",
                ROUNDS, acknowledged.size(), new TreeMap<>(errors));
        Set<Long> lost = new HashSet<>(acknowledged);
        lost.removeAll(present);
        assertThat(lost).as("acknowledged and lost").isEmpty();
        present.removeAll(acknowledged);
        assertThat(present).as("there, but reported as not done").isEmpty();
        assertThat(errors.keySet())
                .isSubsetOf(EnumSet.of(DatabaseErrorCode.DISK_FULL, DatabaseErrorCode.IO))
                .contains(DatabaseErrorCode.DISK_FULL, DatabaseErrorCode.IO);
        assertThat(control.queryValue("PRAGMA integrity_check")).contains("ok");
    }
}
