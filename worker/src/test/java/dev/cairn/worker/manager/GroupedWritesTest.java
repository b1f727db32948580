package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.TransactionMode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients whose short writes are committed together, among them writes that fail. */
@Timeout(60)
final class GroupedWritesTest {

    private static final int CLIENTS = 8;
    private static final int WRITES = 400;

    @TempDir Path folder;

    private final Set<Long> acknowledged = Collections.synchronizedSet(new TreeSet<>());
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    @Test
    void eachClientGetsTheAnswersToItsOwnRequests() throws Exception {
        try (InProcessWorker worker = new InProcessWorker(folder);
                DatabaseDriver control = worker.open()) {
            control.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, client, write)");
            control.execute("INSERT INTO t VALUES (0, -1, -1)");
            List<Thread> threads =
                    IntStream.range(0, CLIENTS)
                            .mapToObj(client ->
                                    Thread.ofPlatform().unstarted(() -> write(worker, client)))
                            .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(wrong).isEmpty();
            assertThat(control.queryValue("SELECT count(*) FROM t WHERE id > 0"))
                    .contains((long) acknowledged.size());
            assertThat(control.queryValue("PRAGMA integrity_check")).contains("ok");
        }
    }

    /** Writes, fails, reads its own writes and holds the write lock, in a seeded order. */
    private void write(InProcessWorker worker, long client) {
        Random random = new Random(client);
        try (DatabaseDriver driver = worker.open()) {
            for (long i = 0; i < WRITES; i++) {
                switch (random.nextInt(20)) {
                    case 0 -> failOnce(driver);
                    case 1 -> readBack(driver, client);
                    case 2 ->
                            driver.inTransaction(
                                    TransactionMode.WRITE,
                                    () -> driver.execute("UPDATE t SET write = -2 WHERE id = 0"));
                    default -> insert(driver, client, i);
                }
            }
        } catch (RuntimeException e) {
            wrong.add(e.toString());
        }
    }

    private void insert(DatabaseDriver driver, long client, long write) {
        long id =
                driver.execute("INSERT INTO t(client, write) VALUES (?, ?)", client, write)
                        .lastRowId();
        acknowledged.add(id);
        if (write % 10 == 0
                && !driver.queryValue("SELECT write FROM t WHERE id = ? AND client = ?", id, client)
                        .equals(Optional.of(write))) {
            wrong.add("row " + id + " is not that of client " + client);
        }
    }

    private void failOnce(DatabaseDriver driver) {
        try {
            driver.execute("INSERT INTO t VALUES (0, 0, 0)");
            wrong.add("a row was there twice");
        } catch (DatabaseException e) {
            if (e.code() != DatabaseErrorCode.CONSTRAINT) {
                wrong.add(e.toString());
            }
        }
    }

    private void readBack(DatabaseDriver driver, long client) {
        if (driver.queryValue("SELECT count(*) FROM t WHERE client = ?", client).isEmpty()) {
            wrong.add("no count");
        }
    }
}
