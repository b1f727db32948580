package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rounds;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private static final int OPERATIONS = Rounds.of(6_000, 12_000, 12_000);

    private static final int ROUNDS = Rounds.of(1, 1, 17);
    private static final int KEYS = 6;
    private static final int FAULTS = Rounds.of(2, 6, 60);

    private static final Set<DatabaseErrorCode> FAULTS_OF_THE_WORKER =
            EnumSet.of(
                    DatabaseErrorCode.IN_DOUBT,
                    DatabaseErrorCode.CONNECTION_LOST,
                    DatabaseErrorCode.NOT_CONNECTED,
                    DatabaseErrorCode.TRANSACTION_FAILED);

    @TempDir Path folder;

    private final Queue<RecordedTransaction> history = new ConcurrentLinkedQueue<>();
    private final Queue<RecordedTransaction> inDoubt = new ConcurrentLinkedQueue<>();
    private final AtomicLong lastValue = new AtomicLong();
    private int operationsOfAll;

    @Test
    void theHistoryOfEightSessionsIsSerialisable() throws Exception {
        try (InProcessWorker worker = new InProcessWorker(folder)) {
            try (DatabaseDriver driver = worker.open()) {
                createLists(driver);
            }
            for (int round = 0; round < ROUNDS; round++) {
                runRound(worker, round);
                try (DatabaseDriver driver = worker.open()) {
                    int operations = check(driver);
                    assertThat(operations).isGreaterThanOrEqualTo(OPERATIONS);
                    operationsOfAll += operations;
                }
            }
            System.out.printf("history: %d operations, no violation%n", operationsOfAll);
        }
    }

    private static void createLists(DatabaseDriver driver) {
        driver.execute("CREATE TABLE list(n INTEGER PRIMARY KEY, key INTEGER, v INTEGER)");
        driver.execute("CREATE INDEX list_key ON list(key)");
    }

    /** Kills the worker, and clients in transactions, and stops clients, under the sessions. */
    @Test
    void theHistoryIsSerialisableWhateverIsKilled() throws Exception {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        AtomicBoolean stop = new AtomicBoolean();
        try (WorkerFixture worker = new WorkerFixture(folder);
                DatabaseDriver control = worker.open()) {
            createLists(control);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                Random random = new Random(i);
                threads.add(
                        Thread.ofPlatform()
                                .start(() -> {
                                    try (DatabaseDriver driver = worker.open()) {
                                        while (!stop.get()) {
                                            runInDoubt(driver, random);
                                        }
                                    } catch (RuntimeException e) {
                                        failures.add(e);
                                    }
                                }));
            }
            Random random = new Random(77);
            String socket = worker.manager().address().socket().toString();
            for (int fault = 0; fault < FAULTS; fault++) {
                Thread.sleep(random.nextInt(200) + 100);
                // A busy machine lets the sessions run later.
                while (history.size() < (fault + 1) * 100 && failures.isEmpty()) {
                    Thread.sleep(1);
                }
                if (fault % 3 == 0) {
                    worker.process().destroyForcibly();
                    control.queryValue("SELECT count(*) FROM list");
                } else {
                    try (PythonProcess client = new PythonProcess("hold_list.py", socket)) {
                        assertThat(client.readLine()).contains("holding");
                        client.signal(fault % 3 == 1 ? "KILL" : "STOP");
                        Thread.sleep(50);
                    }
                }
            }
            stop.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failures).isEmpty();
            int unanswered = inDoubt.size();
            int done = check(control);
            assertThat(done).isGreaterThan(100 * FAULTS);
            System.out.printf(
                    "history with %d faults: %d operations, %d commits in doubt, no violation%n",
                    FAULTS, done, unanswered);
        }
    }

    private void runInDoubt(DatabaseDriver driver, Random random) {
        RecordedTransaction recorded = new RecordedTransaction();
        try {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> append(driver, random, recorded);
                case 3, 4 -> readOnly(driver, random, recorded);
                default -> readAndAppend(driver, random, recorded);
            }
            history.add(recorded);
        } catch (DatabaseException e) {
            if (!FAULTS_OF_THE_WORKER.contains(e.code())) {
                throw e;
            }
            // What it saw counts only if it was committed, which its appends will tell.
            inDoubt.add(recorded);
            driver.rollback();
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

    /** Checks what was recorded, and returns how many operations that were. */
    private int check(DatabaseDriver driver) {
        Map<Integer, List<Long>> last = new TreeMap<>();
        Set<Long> present = new HashSet<>();
        for (int key = 0; key < KEYS; key++) {
            last.put(key, read(driver, key));
            present.addAll(last.get(key));
        }
        for (RecordedTransaction recorded : inDoubt) {
            recorded.commitIfThere(present);
            history.add(recorded);
        }
        inDoubt.clear();
        HistoryChecker checker = new HistoryChecker(List.copyOf(history), last);
        assertThat(checker.violations()).isEmpty();
        return history.stream().mapToInt(RecordedTransaction::operations).sum();
    }

    private void run(DatabaseDriver driver, Random random) {
        for (int done = 0; done < OPERATIONS / SESSIONS; ) {
            RecordedTransaction recorded = new RecordedTransaction();
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> append(driver, random, recorded);
                case 3, 4 -> readOnly(driver, random, recorded);
                default -> readAndAppend(driver, random, recorded);
            }
            history.add(recorded);
            done += recorded.operations();
        }
    }

    /** Outside a transaction, so that it is committed in a group. */
    private void append(DatabaseDriver driver, Random random, RecordedTransaction recorded) {
        insert(driver, random.nextInt(KEYS), recorded);
        recorded.commit();
    }

    private void insert(DatabaseDriver driver, int key, RecordedTransaction recorded) {
        long value = lastValue.incrementAndGet();
        recorded.append(key, value);
        driver.execute("INSERT INTO list(key, v) VALUES (?, ?)", key, value);
    }

    private void readOnly(DatabaseDriver driver, Random random, RecordedTransaction recorded) {
        driver.begin(TransactionMode.READ);
        for (int i = 0; i < 3; i++) {
            int key = random.nextInt(KEYS);
            recorded.read(key, read(driver, key));
        }
        driver.commit();
        recorded.commit();
    }

    private void readAndAppend(DatabaseDriver driver, Random random, RecordedTransaction recorded) {
        driver.begin(TransactionMode.WRITE);
        for (int i = 0; i < 4; i++) {
            int key = random.nextInt(KEYS);
            if (random.nextBoolean()) {
                recorded.read(key, read(driver, key));
            } else {
                insert(driver, key, recorded);
            }
        }
        if (random.nextInt(5) == 0) {
            driver.rollback();
        } else {
            driver.commit();
            recorded.commit();
        }
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
