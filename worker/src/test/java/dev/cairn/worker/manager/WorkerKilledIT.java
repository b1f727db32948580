package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.worker.proxy.SqliteDriverProxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL of the worker at random times under writers: what was acknowledged is there, once; what
 * is there and was not acknowledged was reported as in doubt; and writers whose commits carry keys
 * are never in doubt.
 */
@Timeout(1_200)
final class WorkerKilledIT {

    private static final int ROUNDS = Rounds.of(50, 200);
    private static final int PLAIN_WRITERS = 2;
    private static final int KEYED_WRITERS = 2;

    @TempDir Path folder;

    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Long> inDoubt = ConcurrentHashMap.newKeySet();
    private final Set<Throwable> unexpected = ConcurrentHashMap.newKeySet();
    private final AtomicLong lastValue = new AtomicLong();

    @Test
    void nothingAcknowledgedIsLostAndNothingIsDoneTwice() throws Exception {
        try (WorkerFixture worker = new WorkerFixture(folder);
                DatabaseDriver control = worker.open()) {
            control.execute("CREATE TABLE t(v)");
            AtomicBoolean stop = new AtomicBoolean();
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < PLAIN_WRITERS + KEYED_WRITERS; i++) {
                boolean keyed = i < KEYED_WRITERS;
                Random random = new Random(i);
                writers.add(Thread.ofPlatform().start(() -> write(worker, keyed, random, stop)));
            }
            Random random = new Random(42);
            for (int round = 0; round < ROUNDS; round++) {
                long process = control.information().ownerProcess();
                Thread.sleep(20 + random.nextInt(180));
                ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
                control.queryValue("SELECT count(*) FROM t");
            }
            stop.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
            verify(control);
        }
    }

    private void write(WorkerFixture worker, boolean keyed, Random random, AtomicBoolean stop) {
        try (SqliteDriverProxy driver = keyed ? worker.openWithKeys() : worker.open()) {
            while (!stop.get()) {
                long value = lastValue.incrementAndGet();
                try {
                    insert(driver, value, random.nextInt(4) == 0);
                    acknowledged.add(value);
                } catch (DatabaseException e) {
                    note(e, value, keyed);
                    driver.rollback();
                }
            }
        } catch (RuntimeException e) {
            unexpected.add(e);
        }
    }

    private static void insert(SqliteDriverProxy driver, long value, boolean inTransaction) {
        if (inTransaction) {
            driver.begin(TransactionMode.WRITE);
            driver.execute("INSERT INTO t VALUES (?)", value);
            driver.commit();
        } else {
            driver.execute("INSERT INTO t VALUES (?)", value);
        }
    }

    private void note(DatabaseException error, long value, boolean keyed) {
        switch (error.code()) {
            case IN_DOUBT -> {
                inDoubt.add(value);
                if (keyed) {
                    unexpected.add(error);
                }
            }
            case CONNECTION_LOST, NOT_CONNECTED, TRANSACTION_FAILED -> {
                // It was not done, which is checked at the end.
            }
            default -> unexpected.add(error);
        }
    }

    private void verify(DatabaseDriver control) {
        List<Long> present = new ArrayList<>();
        try (Rows rows = control.query("SELECT v FROM t")) {
            while (rows.next()) {
                present.add(rows.integer(0));
            }
        }
        Set<Long> distinct = new HashSet<>(present);
        assertThat(unexpected).isEmpty();
        assertThat(present).as("done once").hasSameSizeAs(distinct);
        Set<Long> lost = new HashSet<>(acknowledged);
        lost.removeAll(distinct);
        assertThat(lost).as("acknowledged and lost").isEmpty();
        Set<Long> unexplained = new HashSet<>(distinct);
        unexplained.removeAll(acknowledged);
        long committedInDoubt = unexplained.size();
        unexplained.removeAll(inDoubt);
        assertThat(unexplained).as("present, but reported as not done").isEmpty();
        assertThat(control.queryValue("PRAGMA integrity_check")).contains("ok");
        System.out.printf(
                "worker killed %d times: %d acknowledged, 0 lost, %d in doubt of which %d were"
                        + " committed%n",
                ROUNDS, acknowledged.size(), inDoubt.size(), committedInDoubt);
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS);
    }
}
