package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rounds;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.worker.proxy.SqliteDriverProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sixteen clients that read, write, cancel, leave in the middle and come back, for a while: what
 * the worker has must not grow.
 */
@Timeout(900)
final class SoakIT {

    private static final Duration LENGTH = Duration.ofSeconds(Rounds.of(6, 30, 600));
    private static final int CLIENTS = 16;

    @TempDir Path folder;

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong operations = new AtomicLong();

    /** What a process has at one moment. */
    private record Footprint(long residentKilobytes, long descriptors, long threads, long log) {

        static Footprint of(long process, Path log) throws IOException {
            Path proc = Path.of("/proc", String.valueOf(process));
            long resident = 0;
            for (String line : Files.readAllLines(proc.resolve("status"))) {
                if (line.startsWith("VmRSS:")) {
                    resident = Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
            return new Footprint(
                    resident,
                    count(proc.resolve("fd")),
                    count(proc.resolve("task")),
                    Files.exists(log) ? Files.size(log) : 0);
        }

        private static long count(Path folder) throws IOException {
            try (Stream<Path> entries = Files.list(folder)) {
                return entries.count();
            }
        }
    }

    @Test
    void whatTheWorkerHasDoesNotGrow() throws Exception {
        try (WorkerFixture worker = new WorkerFixture(folder);
                DatabaseDriver control = worker.open()) {
            control.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
            long process = control.information().ownerProcess();
            long end = System.nanoTime() + LENGTH.toNanos();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(i);
                clients.add(Thread.ofPlatform().start(() -> live(worker, random, end)));
            }
            List<Footprint> prints = new ArrayList<>();
            while (System.nanoTime() < end) {
                Thread.sleep(LENGTH.toMillis() / 20);
                prints.add(Footprint.of(process, folder.resolve("test.db-wal")));
                control.execute("DELETE FROM t WHERE id < (SELECT max(id) - 5000 FROM t)");
            }
            for (Thread client : clients) {
                client.join();
            }
            assertThat(failures).isEmpty();
            Footprint after = Footprint.of(process, folder.resolve("test.db-wal"));
            System.out.printf(
                    "soak of %d s: %d operations; first %s, last %s, afterwards %s%n",
                    LENGTH.toSeconds(), operations.get(), prints.get(4), prints.getLast(), after);
            Footprint first = prints.get(4);
            for (Footprint print : prints.subList(prints.size() / 2, prints.size())) {
                assertThat(print.residentKilobytes())
                        .isLessThan(first.residentKilobytes() * 3 / 2 + 50_000);
                assertThat(print.descriptors()).isLessThan(250);
                assertThat(print.threads()).isLessThan(120);
                assertThat(print.log()).isLessThan(32L << 20);
            }
            assertThat(control.queryValue("PRAGMA integrity_check")).contains("ok");
        }
    }

    private void live(WorkerFixture worker, Random random, long end) {
        while (System.nanoTime() < end) {
            try (SqliteDriverProxy driver = worker.open()) {
                for (int i = random.nextInt(200); i > 0 && System.nanoTime() < end; i--) {
                    act(driver, random);
                    operations.incrementAndGet();
                }
                if (random.nextBoolean()) {
                    // Closed below in the middle of a transaction.
                    driver.begin(TransactionMode.WRITE);
                    driver.execute("INSERT INTO t(v) VALUES ('never')");
                }
            } catch (DatabaseException e) {
                if (e.code() != DatabaseErrorCode.CANCELLED) {
                    failures.add(e);
                }
            }
        }
    }

    private static void act(SqliteDriverProxy driver, Random random) {
        switch (random.nextInt(8)) {
            case 0, 1 -> driver.execute("INSERT INTO t(v) VALUES (?)", "x".repeat(200));
            case 2 -> {
                try (Rows rows = driver.query("SELECT * FROM t ORDER BY id LIMIT 2000")) {
                    for (int i = random.nextInt(2_000); i > 0 && rows.next(); i--) {
                        rows.text(1);
                    }
                }
            }
            case 3 ->
                    driver.inTransaction(
                            TransactionMode.WRITE,
                            () -> {
                                driver.execute("UPDATE t SET v = v WHERE id % 100 = 1");
                                return driver.execute("INSERT INTO t(v) VALUES (1)");
                            });
            case 4 -> {
                Thread canceller = Thread.ofVirtual().start(driver::cancel);
                try {
                    driver.queryValue("SELECT sum(id), max(v) FROM t, (SELECT 1 UNION SELECT 2)");
                } finally {
                    joined(canceller);
                }
            }
            default -> driver.queryValue("SELECT v FROM t WHERE id = ?", random.nextInt(10_000));
        }
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
