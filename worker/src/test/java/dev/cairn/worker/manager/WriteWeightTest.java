package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.TransactionMode;
import dev.cairn.worker.proxy.SqliteDriverProxy;
import dev.cairn.worker.proxy.WorkerClient;
import dev.cairn.worker.queue.WriteWeight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person's writes beside indexers that always want the write lock. */
@Timeout(60)
final class WriteWeightTest {

    private static final int INDEXERS = 4;
    private static final long BATCH_MILLIS = 20;
    private static final int WRITES = 40;

    @TempDir Path folder;

    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong batches = new AtomicLong();

    @Test
    void aPersonWaitsForOneBatchAtMostAndTheIndexersGoOn() throws Exception {
        try (InProcessWorker worker = new InProcessWorker(folder);
                DatabaseDriver control = worker.open()) {
            control.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, a)");
            long byTurns = median(underLoad(worker, WriteWeight.INTERACTIVE));
            batches.set(0);
            List<Long> first = underLoad(worker, WriteWeight.INDEXER);
            assertThat(failures).isEmpty();
            assertThat(batches.get()).isPositive();
            // By turns, a person waits for each of the indexers; now for half a batch on average.
            assertThat(TimeUnit.NANOSECONDS.toMillis(median(first)))
                    .isLessThan(TimeUnit.NANOSECONDS.toMillis(byTurns) * 2 / 3)
                    .isLessThan(2 * BATCH_MILLIS);
        }
    }

    @Test
    void indexersAreNotKeptOutForEverByPeople() throws Exception {
        try (InProcessWorker worker = new InProcessWorker(folder);
                DatabaseDriver control = worker.open()) {
            control.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, a)");
            ended.set(false);
            List<Thread> people = new ArrayList<>();
            for (int i = 0; i < INDEXERS; i++) {
                people.add(start(() -> batches(worker, WriteWeight.INTERACTIVE)));
            }
            try (DatabaseDriver vectors = open(worker, WriteWeight.VECTORS)) {
                long start = System.nanoTime();
                vectors.execute("INSERT INTO t(a) VALUES ('vectors')");
                assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
            } finally {
                ended.set(true);
            }
            for (Thread thread : people) {
                thread.join();
            }
            assertThat(failures).isEmpty();
        }
    }

    /** Measures a person's writes while indexers of that weight write one batch after the other. */
    private List<Long> underLoad(InProcessWorker worker, WriteWeight weight) throws Exception {
        ended.set(false);
        List<Thread> indexers = new ArrayList<>();
        for (int i = 0; i < INDEXERS; i++) {
            indexers.add(start(() -> batches(worker, weight)));
        }
        List<Long> times = new ArrayList<>();
        try (DatabaseDriver person = worker.open()) {
            while (batches.get() < INDEXERS) {
                Thread.sleep(1);
            }
            for (int i = 0; i < WRITES; i++) {
                long start = System.nanoTime();
                person.execute("INSERT INTO t(a) VALUES ('person')");
                times.add(System.nanoTime() - start);
            }
        } finally {
            ended.set(true);
        }
        for (Thread thread : indexers) {
            thread.join();
        }
        return times;
    }

    private void batches(InProcessWorker worker, WriteWeight weight) {
        try (DatabaseDriver driver = open(worker, weight)) {
            while (!ended.get()) {
                driver.inTransaction(
                        TransactionMode.WRITE,
                        () -> {
                            driver.execute("INSERT INTO t(a) VALUES ('batch')");
                            pause();
                            return true;
                        });
                batches.incrementAndGet();
            }
        }
    }

    private static DatabaseDriver open(InProcessWorker worker, WriteWeight weight) {
        return new SqliteDriverProxy(
                () -> worker.manager().connect(new WorkerClient("test", weight)), false);
    }

    private static void pause() {
        try {
            Thread.sleep(BATCH_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long median(List<Long> times) {
        long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private Thread start(Runnable work) {
        return Thread.ofPlatform()
                .start(() -> {
                    try {
                        work.run();
                    } catch (RuntimeException | Error e) {
                        failures.add(e);
                    }
                });
    }
}
