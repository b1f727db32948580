package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transactions of eight sessions that append to lists and read them, recorded and then checked:
 * what was seen must have an order in which the transactions could have run one after the other.
 */
@Timeout(600)
final class IsolationHistoryIT {

    private static final int SESSIONS = 8;

    /** Of one round; a list that is read whole each time may not grow for ever. */
    private static final int OPERATIONS = 12_000;

    private static final int ROUNDS = Rounds.of(1, 17);
    private static final int KEYS = 6;

    @TempDir Path folder;

    private final Queue<RecordedTransaction> history = new ConcurrentLinkedQueue<>();
    private final AtomicLong lastValue = new AtomicLong();
    private int operationsOfAll;

    @Test
    void theHistoryOfEightSessionsIsSerialisable() throws Exception {
        try (InProcessWorker worker = new InProcessWorker(folder)) {
            try (DatabaseDriver driver = worker.open()) {
                driver.execute("CREATE TABLE list(n INTEGER PRIMARY KEY, key INTEGER, v INTEGER)");
                driver.execute("CREATE INDEX list_key ON list(key)");
            }
            for (int round = 0; round < ROUNDS; round++) {
                runRound(worker, round);
                check(worker);
            }
            System.out.printf("history: %d operations, no violation%n", operationsOfAll);
        }
    }

    private void runRound(InProcessWorker worker, int round) throws InterruptedException {
        history.clear();
        try (DatabaseDriver driver = worker.open()) {
            driver.execute("DELETE FROM list");
        }
        List<Thread> threads = new ArrayList<>();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < SESSIONS; i++) {
            Random random = new Random(round * SESSIONS + i);
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                try (DatabaseDriver driver = worker.open()) {
                                    run(driver, random);
                                } catch (RuntimeException e) {
                                    failures.add(e);
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).as("round %d", round).isEmpty();
    }

    private void check(InProcessWorker worker) {
        Map<Integer, List<Long>> last = new TreeMap<>();
        try (DatabaseDriver driver = worker.open()) {
            for (int key = 0; key < KEYS; key++) {
                last.put(key, read(driver, key));
            }
        }
        HistoryChecker checker = new HistoryChecker(List.copyOf(history), last);
        assertThat(checker.violations()).isEmpty();
        int operations = history.stream().mapToInt(RecordedTransaction::operations).sum();
        assertThat(operations).isGreaterThanOrEqualTo(OPERATIONS);
        operationsOfAll += operations;
    }

    private void run(DatabaseDriver driver, Random random) {
        for (int done = 0; done < OPERATIONS / SESSIONS; ) {
            RecordedTransaction recorded =
                    switch (random.nextInt(10)) {
                        case 0, 1, 2 -> append(driver, random);
                        case 3, 4 -> readOnly(driver, random);
                        default -> readAndAppend(driver, random);
                    };
            history.add(recorded);
            done += recorded.operations();
        }
    }

    /** Outside a transaction, so that it is committed in a group. */
    private RecordedTransaction append(DatabaseDriver driver, Random random) {
        RecordedTransaction recorded = new RecordedTransaction();
        int key = random.nextInt(KEYS);
        recorded.append(key, insert(driver, key));
        recorded.commit();
        return recorded;
    }

    private long insert(DatabaseDriver driver, int key) {
        long value = lastValue.incrementAndGet();
        driver.execute("INSERT INTO list(key, v) VALUES (?, ?)", key, value);
        return value;
    }

    private RecordedTransaction readOnly(DatabaseDriver driver, Random random) {
        RecordedTransaction recorded = new RecordedTransaction();
        driver.begin(TransactionMode.READ);
        for (int i = 0; i < 3; i++) {
            int key = random.nextInt(KEYS);
            recorded.read(key, read(driver, key));
        }
        driver.commit();
        recorded.commit();
        return recorded;
    }

    private RecordedTransaction readAndAppend(DatabaseDriver driver, Random random) {
        RecordedTransaction recorded = new RecordedTransaction();
        driver.begin(TransactionMode.WRITE);
        for (int i = 0; i < 4; i++) {
            int key = random.nextInt(KEYS);
            if (random.nextBoolean()) {
                recorded.read(key, read(driver, key));
            } else {
                recorded.append(key, insert(driver, key));
            }
        }
        if (random.nextInt(5) == 0) {
            driver.rollback();
        } else {
            driver.commit();
            recorded.commit();
        }
        return recorded;
    }

    private static List<Long> read(DatabaseDriver driver, int key) {
        List<Long> values = new ArrayList<>();
        try (Rows rows = driver.query("SELECT v FROM list WHERE key = ? ORDER BY n", key)) {
            while (rows.next()) {
                values.add(rows.integer(0));
            }
        }
        return values;
    }
}
