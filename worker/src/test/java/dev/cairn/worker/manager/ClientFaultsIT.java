package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rounds;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.worker.protocol.Limits;
import dev.cairn.worker.protocol.NumberedStatement;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.proxy.SqliteDriverProxy;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What clients may do to a worker: it goes on for the others, and keeps nothing of those that end.
 */
@Timeout(300)
final class ClientFaultsIT {

    private static final int ROUNDS = Rounds.of(6, 50, 500);

    /** Of what takes longer. */
    private static final int LONG_ROUNDS = Rounds.of(1, 1, 50);

    private static final byte[] MAGIC = {'C', 'A', 'I', 'R', 'N', 0, 1, '\n'};

    private static final List<List<String>> MEGABYTE =
            Collections.nCopies(1_000, List.of("x".repeat(1_000)));

    @TempDir Path folder;

    private static ServiceSettings settings(Duration lease) {
        return ServiceSettings.standard()
                .withTimes(Duration.ofSeconds(10), lease, Duration.ofSeconds(30));
    }

    private InProcessWorker worker(ServiceSettings settings) {
        InProcessWorker worker = new InProcessWorker(folder, settings);
        try (DatabaseDriver driver = worker.open()) {
            driver.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
        }
        return worker;
    }

    private static void requireClean(InProcessWorker worker, long rows) {
        try (DatabaseDriver driver = worker.open()) {
            assertThat(driver.queryValue("SELECT count(*) FROM t")).contains(rows);
            assertThat(driver.queryValue("PRAGMA integrity_check")).contains("ok");
        }
    }

    private static SocketChannel connect(InProcessWorker worker) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(worker.socket()));
    }

    private static void send(SocketChannel channel, byte[] bytes) throws IOException {
        try {
            channel.write(ByteBuffer.wrap(bytes));
        } catch (IOException _) {
            // The worker has closed it already, which is its right.
        }
    }

    @Test
    void aClientKilledInATransactionIsRolledBackAndFreesTheLockAtOnce() throws Exception {
        try (InProcessWorker worker = worker(ServiceSettings.standard());
                DatabaseDriver other = worker.open()) {
            List<Long> micros = new ArrayList<>();
            List<Long> microsFromEnd = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                try (PythonProcess client =
                        new PythonProcess(
                                "hold_transaction.py", worker.socket().toString(), "phantom")) {
                    assertThat(client.readLine()).contains("holding");
                    CompletableFuture<Long> granted =
                            CompletableFuture.supplyAsync(() -> {
                                other.execute("INSERT INTO t(v) VALUES ('real')");
                                return System.nanoTime();
                            });
                    Thread.sleep(new Random(round).nextInt(10) + 5);
                    assertThat(granted).isNotDone();
                    long killed = System.nanoTime();
                    client.kill();
                    client.readAll();
                    long ended = System.nanoTime();
                    long next = granted.get(10, TimeUnit.SECONDS);
                    micros.add((next - killed) / 1_000);
                    microsFromEnd.add((next - ended) / 1_000);
                }
            }
            Collections.sort(micros);
            Collections.sort(microsFromEnd);
            System.out.printf(
                    "client killed: next write committed after %d us (median), %d us (most); after"
                            + " the end of its process %d us (median)%n",
                    micros.get(ROUNDS / 2), micros.get(ROUNDS - 1), microsFromEnd.get(ROUNDS / 2));
            // The system takes its time to end a process, the more the busier it is.
            assertThat(microsFromEnd.get(ROUNDS / 2)).isLessThan(10_000);
            requireClean(worker, ROUNDS);
        }
    }

    @Test
    void aClientStoppedInATransactionLosesItsLeaseWhileOthersWrite() throws Exception {
        // Long enough for a busy machine to let the client say that it holds the transaction.
        try (InProcessWorker worker = worker(settings(Duration.ofMillis(200)));
                DatabaseDriver other = worker.open()) {
            for (int round = 0; round < ROUNDS; round++) {
                try (PythonProcess client =
                        new PythonProcess(
                                "hold_transaction.py", worker.socket().toString(), "phantom")) {
                    assertThat(client.readLine()).contains("holding");
                    client.signal("STOP");
                    long start = System.nanoTime();
                    other.execute("INSERT INTO t(v) VALUES ('real')");
                    assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
                    client.signal("CONT");
                    client.writeLine();
                    assertThat(client.readLine()).contains("TRANSACTION_FAILED");
                    assertThat(client.readLine()).contains("idle");
                }
            }
            requireClean(worker, ROUNDS);
        }
    }

    @Test
    void halfFramesAndGarbageEndTheirOwnSessionAlone() throws Exception {
        try (InProcessWorker worker = worker(ServiceSettings.standard());
                DatabaseDriver other = worker.open()) {
            byte[] hello = {0, 0, 0, 12, 1, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 0};
            byte[] halfFrame = {0, 0, 0, 100, 4, 0, 0, 0, 0, 1, 1, 1};
            for (int round = 0; round < ROUNDS; round++) {
                Random random = new Random(round);
                try (SocketChannel half = connect(worker);
                        SocketChannel garbage = connect(worker);
                        SocketChannel later = connect(worker)) {
                    send(half, MAGIC);
                    send(half, hello);
                    send(half, Arrays.copyOf(halfFrame, random.nextInt(halfFrame.length) + 1));
                    byte[] noise = new byte[random.nextInt(5_000) + 1];
                    random.nextBytes(noise);
                    send(garbage, noise);
                    send(later, MAGIC);
                    send(later, hello);
                    send(later, noise);
                    assertThat(other.execute("INSERT INTO t(v) VALUES (1)").changedRows())
                            .isEqualTo(1);
                }
            }
            requireClean(worker, ROUNDS);
        }
    }

    @Test
    void connectionsThatAreOpenedAndLeftKeepNobodyOut() throws Exception {
        List<SocketChannel> left = new ArrayList<>();
        try (InProcessWorker worker = worker(ServiceSettings.standard());
                DatabaseDriver other = worker.open()) {
            for (int round = 1; round <= LONG_ROUNDS; round++) {
                for (int i = 0; i < 500; i++) {
                    left.add(connect(worker));
                }
                assertThat(other.execute("INSERT INTO t(v) VALUES (1)").changedRows()).isEqualTo(1);
                try (DatabaseDriver late = worker.open()) {
                    assertThat(late.execute("INSERT INTO t(v) VALUES (2)").changedRows())
                            .isEqualTo(1);
                }
                requireClean(worker, 2L * round);
                for (SocketChannel channel : left) {
                    channel.close();
                }
                left.clear();
            }
        } finally {
            for (SocketChannel channel : left) {
                channel.close();
            }
        }
    }

    @Test
    void sessionsHaveABoundAndAreToldOfIt() {
        Limits few = new Limits(1 << 20, 1 << 20, 1_000, 10, 100, 3, 2, 4, 10);
        List<DatabaseDriver> open = new ArrayList<>();
        try (InProcessWorker worker =
                new InProcessWorker(folder, ServiceSettings.standard().withLimits(few))) {
            for (int i = 0; i < 4; i++) {
                open.add(worker.open());
            }
            assertFails(DatabaseErrorCode.OVERLOADED, worker::open);
            DatabaseDriver first = open.getFirst();
            for (int i = 0; i < 20; i++) {
                assertThat(first.queryValue("SELECT " + i)).contains((long) i);
            }
            assertFails(
                    DatabaseErrorCode.TOO_LARGE,
                    () -> first.queryValue("SELECT '" + "x".repeat(1_000) + "'"));
            assertFails(
                    DatabaseErrorCode.TOO_LARGE,
                    () -> first.query("SELECT 1", Collections.nCopies(11, 1L).toArray()));
            first.execute("CREATE TABLE t(v)");
            assertFails(
                    DatabaseErrorCode.TOO_LARGE,
                    () ->
                            first.executeBatch(
                                    "INSERT INTO t VALUES (?)",
                                    Collections.nCopies(101, List.of(1L))));
        } finally {
            open.forEach(DatabaseDriver::close);
        }
    }

    @Test
    void aResultThatIsNeverReadHoldsUpNobody() {
        try (InProcessWorker worker = worker(ServiceSettings.standard());
                DatabaseDriver lazy = worker.open();
                DatabaseDriver other = worker.open()) {
            other.executeBatch(
                    "INSERT INTO t(v) VALUES (?)",
                    Collections.nCopies(10_000, List.of("x".repeat(1_000))));
            for (int round = 0; round < ROUNDS; round++) {
                Rows never = lazy.query("SELECT * FROM t");
                assertThat(never.next()).isTrue();
                other.execute("INSERT INTO t(v) VALUES (1)");
                if (round % 2 == 0) {
                    never.close();
                } else {
                    assertThat(lazy.queryValue("SELECT 1")).contains(1L);
                    never.close();
                }
            }
            requireClean(worker, 10_000 + ROUNDS);
        }
    }

    private static ServiceSettings withSmallLog() {
        return TestSettings.with(
                Map.of(
                        "longestSnapshot",
                        "PT0.3S",
                        "checkpointBytes",
                        1 << 20,
                        "boundBytes",
                        4 << 20));
    }

    /**
     * Writes some 60 MB, and checks that the log is bounded meanwhile and empty enough after it.
     */
    private void requireBoundedLog(DatabaseDriver writer) throws Exception {
        Path log = folder.resolve("test.db-wal");
        long most = 0;
        for (int i = 0; i < 60; i++) {
            writer.executeBatch("INSERT INTO t(v) VALUES (?)", MEGABYTE);
            most = Math.max(most, Files.size(log));
            Thread.sleep(20);
        }
        assertThat(most).isLessThan(40L << 20);
        assertThat(Files.size(log)).isLessThan(8L << 20);
    }

    @Test
    void aSnapshotThatKeepsTheLogGrowingIsGivenUp() throws Exception {
        try (InProcessWorker worker = worker(withSmallLog());
                DatabaseDriver reader = worker.open();
                DatabaseDriver writer = worker.open()) {
            for (int round = 0; round < LONG_ROUNDS; round++) {
                writer.execute("DELETE FROM t");
                writer.executeBatch("INSERT INTO t(v) VALUES (?)", MEGABYTE);
                Rows rows = reader.query("SELECT * FROM t");
                assertThat(rows.next()).isTrue();
                requireBoundedLog(writer);
                assertThatThrownBy(
                                () -> {
                                    while (rows.next()) {
                                        // Those that were sent before are there.
                                    }
                                })
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("snapshot too old");
            }
        }
    }

    @Test
    void aClientThatDoesNotTakeTheRowsThatItAllowedIsLeft() throws Exception {
        try (InProcessWorker worker = worker(withSmallLog());
                DatabaseDriver writer = worker.open()) {
            NumberedStatement all = new NumberedStatement(1, "SELECT * FROM t");
            for (int round = 0; round < LONG_ROUNDS; round++) {
                writer.execute("DELETE FROM t");
                writer.executeBatch("INSERT INTO t(v) VALUES (?)", MEGABYTE);
                try (RawClient greedy = new RawClient(worker.socket())) {
                    greedy.send(new Request.Query(all, 0, 1_000, List.of()));
                    requireBoundedLog(writer);
                }
            }
        }
    }

    @Test
    void aDeletedSocketIsMadeAgainAndSessionsGoOn() throws Exception {
        try (InProcessWorker worker = worker(ServiceSettings.standard());
                DatabaseDriver open = worker.open()) {
            for (int round = 0; round < ROUNDS; round++) {
                Files.deleteIfExists(worker.socket());
                open.execute("INSERT INTO t(v) VALUES (1)");
                while (Files.notExists(worker.socket())) {
                    Thread.sleep(5);
                }
                try (DatabaseDriver late = worker.open()) {
                    late.execute("INSERT INTO t(v) VALUES (2)");
                }
            }
            requireClean(worker, 2L * ROUNDS);
        }
    }

    /** Cancels again after a second, because on a busy machine the query may not have begun. */
    private static void cancelUntil(
            CountDownLatch ended, SqliteDriverProxy driver, AtomicLong asked) {
        try {
            do {
                asked.set(System.nanoTime());
                driver.cancel();
            } while (!ended.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aCancelMeetsTheRequestThatIsMeantAndNoOther() throws Exception {
        String endless =
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                        + " SELECT count(*) FROM n";
        try (InProcessWorker worker = worker(ServiceSettings.standard());
                SqliteDriverProxy driver = worker.open()) {
            for (int round = 0; round < ROUNDS; round++) {
                long delay = new Random(round).nextInt(3_000_000);
                CompletableFuture<Void> cancel =
                        CompletableFuture.runAsync(
                                driver::cancel,
                                CompletableFuture.delayedExecutor(delay, TimeUnit.NANOSECONDS));
                boolean cancelled = false;
                while (!cancel.isDone()) {
                    try {
                        driver.execute("INSERT INTO t(v) VALUES (1)");
                    } catch (DatabaseException e) {
                        assertThat(e.code()).isEqualTo(DatabaseErrorCode.CANCELLED);
                        assertThat(cancelled).isFalse();
                        cancelled = true;
                    }
                }
                assertThat(driver.queryValue("SELECT 7")).contains(7L);
            }
            List<Long> millis = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                AtomicLong asked = new AtomicLong();
                CountDownLatch ended = new CountDownLatch(1);
                CompletableFuture<Void> cancel =
                        CompletableFuture.runAsync(
                                () -> cancelUntil(ended, driver, asked),
                                CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS));
                assertFails(DatabaseErrorCode.CANCELLED, () -> driver.queryValue(endless));
                millis.add((System.nanoTime() - asked.get()) / 1_000_000);
                ended.countDown();
                cancel.join();
            }
            Collections.sort(millis);
            System.out.printf(
                    "cancel: ended after %d ms (median), %d ms (most)%n",
                    millis.get(ROUNDS / 2), millis.get(ROUNDS - 1));
            assertThat(millis.get(ROUNDS / 2)).isLessThan(50);
        }
    }

    @Test
    void aWriterThatWaitsTooLongIsToldWhoHoldsTheLock() {
        ServiceSettings impatient =
                ServiceSettings.standard()
                        .withTimes(
                                Duration.ofMillis(100),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(30));
        try (InProcessWorker worker = worker(impatient);
                DatabaseDriver holder = worker.open();
                DatabaseDriver other = worker.open()) {
            holder.begin(TransactionMode.WRITE);
            holder.execute("INSERT INTO t(v) VALUES ('secret')");
            assertThatThrownBy(() -> other.execute("INSERT INTO t(v) VALUES (1)"))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            error -> assertThat(error.code()).isEqualTo(DatabaseErrorCode.BUSY))
                    .hasMessageContaining("INSERT INTO t ( v ) VALUES ( ? )")
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .message()
                    .doesNotContain("secret");
        }
    }

    @Test
    void aDatabaseThatWasRemovedOrReplacedTakesNoMoreWrites() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Path own = Files.createDirectory(folder.resolve("r" + round));
            Path database = own.resolve("test.db");
            try (InProcessWorker worker = new InProcessWorker(own);
                    DatabaseDriver driver = worker.open()) {
                driver.execute("CREATE TABLE t(v)");
                driver.execute("INSERT INTO t VALUES (1)");
                if (round % 2 == 0) {
                    Files.delete(database);
                } else {
                    Path other = own.resolve("other.db");
                    Files.writeString(other, "another file");
                    Files.move(
                            other,
                            database,
                            StandardCopyOption.REPLACE_EXISTING,
                            StandardCopyOption.ATOMIC_MOVE);
                }
                assertThatThrownBy(() -> driver.execute("INSERT INTO t VALUES (2)"))
                        .isInstanceOf(DatabaseException.class);
                assertThatThrownBy(() -> driver.begin(TransactionMode.WRITE))
                        .isInstanceOf(DatabaseException.class);
            }
        }
    }

    private static void assertFails(DatabaseErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error -> assertThat(error.code()).as(error.getMessage()).isEqualTo(code));
    }
}
