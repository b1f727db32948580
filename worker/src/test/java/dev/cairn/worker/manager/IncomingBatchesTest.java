package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import dev.cairn.worker.protocol.BatchRows;
import dev.cairn.worker.protocol.BodyWriter;
import dev.cairn.worker.protocol.Frame;
import dev.cairn.worker.protocol.FrameType;
import dev.cairn.worker.protocol.Limits;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.Request.MoreRows;
import dev.cairn.worker.protocol.Response;
import dev.cairn.worker.protocol.ResponseReader;
import dev.cairn.worker.protocol.StatementText;
import dev.cairn.worker.proxy.SqliteDriverProxy;
import dev.cairn.worker.session.ServiceSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Batches whose rows come in several messages, quickly, slowly, wrongly or not at all. */
@Timeout(60)
final class IncomingBatchesTest {

    private static final String INSERT = "INSERT INTO t(id) VALUES (?)";

    /** Much longer than the worker keeps the write lock for rows that do not come. */
    private static final int SLOW_MILLIS = 30;

    @TempDir Path folder;

    private InProcessWorker worker;
    private SqliteDriverProxy other;

    @BeforeEach
    void start() {
        startWith(ServiceSettings.standard());
    }

    private void startWith(ServiceSettings settings) {
        worker = new InProcessWorker(folder, settings);
        other = worker.open();
        other.execute("CREATE TABLE IF NOT EXISTS t(id INTEGER PRIMARY KEY)");
    }

    private void startAgainWith(ServiceSettings settings) {
        stop();
        startWith(settings);
    }

    @AfterEach
    void stop() {
        other.close();
        worker.close();
    }

    private RawClient client() throws IOException {
        RawClient client = new RawClient(worker.socket());
        assertThat(ResponseReader.read(client.receive()))
                .isInstanceOfSatisfying(
                        Response.Welcome.class,
                        welcome ->
                                assertThat(welcome.capabilities())
                                        .contains(Request.OpenBatch.CAPABILITY));
        return client;
    }

    private static BatchRows rows(long first, long last) {
        return BatchRows.take(
                LongStream.rangeClosed(first, last).mapToObj(List::of).iterator(),
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                new BodyWriter(1 << 20));
    }

    private static Request open(long first, long last) {
        return new Request.OpenBatch(
                new Request.Batch(new StatementText(1, INSERT), 0, "", rows(first, last)));
    }

    private static Request more(MoreRows.Ending ending, long first, long last) {
        return new MoreRows(ending, rows(first, last));
    }

    private static void requireDone(RawClient client, long changed, long lastRowId)
            throws IOException {
        assertThat(ResponseReader.read(client.receive()))
                .isEqualTo(new Response.Complete(changed, lastRowId));
    }

    private static void requireFailure(RawClient client, DatabaseErrorCode code)
            throws IOException {
        assertThat(ResponseReader.read(client.receive()))
                .isInstanceOfSatisfying(
                        Response.Failure.class,
                        failure -> assertThat(failure.toException().code()).isEqualTo(code));
    }

    private void requireRows(long count) {
        assertThat(other.queryValue("SELECT count(*) FROM t")).contains(count);
    }

    @Test
    void itsRowsAreThoseOfAllItsMessages() throws Exception {
        try (RawClient client = client()) {
            client.send(open(1, 10));
            client.sendMore(more(MoreRows.Ending.NONE, 11, 500));
            client.sendMore(more(MoreRows.Ending.LAST, 501, 20_000));
            requireDone(client, 20_000, 20_000);
            client.send(new Request.Ping());
            assertThat(client.receive().type()).isEqualTo(FrameType.COMPLETE);
        }
        requireRows(20_000);
        assertThat(other.queryValue("SELECT sum(id) FROM t")).contains(200_010_000L);
    }

    @Test
    void aSlowClientDoesNotKeepOthersFromWriting() throws Exception {
        Random random = new Random(7);
        try (RawClient client = client()) {
            long last = 0;
            for (int round = 0; round < 20; round++) {
                client.send(open(last + 1, last + 10));
                boolean slow = random.nextInt(3) > 0;
                if (slow) {
                    Thread.sleep(SLOW_MILLIS);
                }
                client.sendMore(more(MoreRows.Ending.NONE, last + 11, last + 20));
                if (slow) {
                    long start = System.nanoTime();
                    other.execute("UPDATE t SET id = id WHERE id = 1");
                    Thread.sleep(SLOW_MILLIS);
                    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
                    requireRows(last);
                }
                client.sendMore(more(MoreRows.Ending.LAST, last + 21, last + 25));
                last += 25;
                requireDone(client, 25, last);
                requireRows(last);
            }
        }
    }

    @Test
    void neitherDoesOneWhoseRowsTrickle() throws Exception {
        startAgainWith(ServiceSettings.standard().withRowsWait(Duration.ofMillis(200)));
        try (RawClient client = client()) {
            client.send(open(1, 1));
            long last = 1;
            Thread.sleep(20);
            CompletableFuture<Void> write =
                    CompletableFuture.runAsync(() -> other.execute("DELETE FROM t WHERE id = 0"));
            while (!write.isDone() && last < 3_000) {
                last++;
                client.sendMore(more(MoreRows.Ending.NONE, last, last));
                Thread.sleep(1);
            }
            assertThat(write).isDone();
            client.sendMore(more(MoreRows.Ending.LAST, 1, 0));
            requireDone(client, last, last);
        }
    }

    @Test
    void norFromBeingCommittedTogetherWithItsBeginning() throws Exception {
        try (RawClient client = client();
                DatabaseDriver holder = worker.open()) {
            holder.begin(TransactionMode.WRITE);
            client.send(open(1, 100));
            awaitWaitingWriters(1);
            List<CompletableFuture<Void>> writes =
                    LongStream.range(1_000, 1_004)
                            .mapToObj(id ->
                                    CompletableFuture.runAsync(
                                            () -> insert(id),
                                            task -> Thread.ofPlatform().start(task)))
                            .toList();
            awaitWaitingWriters(5);
            holder.commit();
            for (CompletableFuture<Void> write : writes) {
                write.get(10, TimeUnit.SECONDS);
            }
            requireRows(4);
            client.sendMore(more(MoreRows.Ending.LAST, 101, 200));
            requireDone(client, 200, 200);
        }
        requireRows(204);
    }

    private void insert(long id) {
        try (DatabaseDriver driver = worker.open()) {
            driver.execute(INSERT, id);
        }
    }

    private void awaitWaitingWriters(int count) throws InterruptedException {
        while (worker.manager().status().orElseThrow().waitingWriters() < count) {
            Thread.sleep(1);
        }
    }

    @Test
    void aBatchThatIsGivenUpOrLeftLeavesNothing() throws Exception {
        for (int millis : List.of(0, SLOW_MILLIS)) {
            try (RawClient client = client()) {
                client.send(open(1, 100));
                Thread.sleep(millis);
                client.sendMore(MoreRows.givenUp());
                requireFailure(client, DatabaseErrorCode.CANCELLED);
                client.send(open(1, 100));
                Thread.sleep(millis);
            }
            other.execute("UPDATE t SET id = id");
            requireRows(0);
        }
    }

    @Test
    void aBatchThatFailsIsAnsweredOnceWhateverFollows() throws Exception {
        other.execute("INSERT INTO t VALUES (15)");
        for (int millis : List.of(0, SLOW_MILLIS)) {
            try (RawClient client = client()) {
                client.send(open(1, 20));
                client.sendMore(more(MoreRows.Ending.NONE, 21, 30));
                Thread.sleep(millis);
                client.sendMore(more(MoreRows.Ending.NONE, 31, 40));
                client.sendMore(more(MoreRows.Ending.LAST, 41, 50));
                requireFailure(client, DatabaseErrorCode.CONSTRAINT);
                client.send(new Request.Ping());
                assertThat(client.receive().type()).isEqualTo(FrameType.COMPLETE);
                requireRows(1);
            }
        }
    }

    @Test
    void whatDoesNotBelongToABatchEndsTheSessionAlone() throws Exception {
        for (Request wrong : List.of(new Request.Ping(), open(1, 1))) {
            try (RawClient client = client()) {
                client.send(open(1, 100));
                client.send(wrong);
                requireFailure(client, DatabaseErrorCode.PROTOCOL);
                assertThatThrownBy(client::receive).isInstanceOf(NullPointerException.class);
            }
        }
        try (RawClient client = client()) {
            client.send(more(MoreRows.Ending.LAST, 1, 1));
            requireFailure(client, DatabaseErrorCode.PROTOCOL);
        }
        for (int millis : List.of(0, SLOW_MILLIS)) {
            try (RawClient client = client()) {
                client.send(open(1, 100));
                Thread.sleep(millis);
                client.sendMore(more(MoreRows.Ending.NONE, 1, 0));
                requireFailure(client, DatabaseErrorCode.PROTOCOL);
            }
        }
        other.execute("UPDATE t SET id = id");
        requireRows(0);
    }

    @Test
    void itsBoundsAreThoseOfABatchInOneMessage() throws Exception {
        Limits usual = Limits.DEFAULT;
        startAgainWith(
                ServiceSettings.standard()
                        .withLimits(
                                new Limits(
                                        usual.frameBytes(),
                                        20_000,
                                        usual.statementBytes(),
                                        usual.values(),
                                        5_000,
                                        usual.openStatements(),
                                        usual.openCursors(),
                                        usual.sessions(),
                                        usual.waitingWriters())));
        try (RawClient client = client()) {
            client.send(open(1, 3_000));
            client.sendMore(more(MoreRows.Ending.NONE, 3_001, 5_001));
            client.sendMore(more(MoreRows.Ending.LAST, 5_002, 5_002));
            requireFailure(client, DatabaseErrorCode.TOO_LARGE);
            client.send(open(1_000_000_000_000L, 1_000_000_001_500L));
            client.sendMore(more(MoreRows.Ending.LAST, 1_000_000_002_000L, 1_000_000_003_500L));
            requireFailure(client, DatabaseErrorCode.TOO_LARGE);
            client.send(open(1, 2_000));
            client.sendMore(more(MoreRows.Ending.LAST, 2_001, 5_000));
            requireDone(client, 5_000, 5_000);
        }
        requireRows(5_000);
    }

    @Test
    void inATransactionItIsUndoneByItselfAndTheLeaseGoesOn() throws Exception {
        startAgainWith(
                ServiceSettings.standard()
                        .withTimes(
                                Duration.ofSeconds(10),
                                Duration.ofMillis(300),
                                Duration.ofSeconds(30)));
        try (RawClient client = client()) {
            client.send(new Request.Begin(TransactionMode.WRITE, 0, 0));
            requireDone(client, 0, 0);
            client.send(open(1, 10));
            Thread.sleep(SLOW_MILLIS);
            client.sendMore(more(MoreRows.Ending.LAST, 11, 20));
            requireDone(client, 20, 20);
            client.send(open(21, 30));
            client.sendMore(more(MoreRows.Ending.LAST, 20, 20));
            requireFailure(client, DatabaseErrorCode.CONSTRAINT);
            client.send(open(21, 30));
            // Longer than the lease: somebody else gets the lock, though the batch is open.
            other.execute("INSERT INTO t VALUES (100)");
            client.sendMore(more(MoreRows.Ending.LAST, 31, 40));
            Frame answer = client.receive();
            assertThat(answer.type()).isEqualTo(FrameType.FAILURE);
            assertThat(answer.transactionState()).isEqualTo(TransactionState.FAILED);
        }
        requireRows(1);
    }

    @Test
    void aCollectionThatUsesItsConversationIsRefused() throws Exception {
        try (DatabaseDriver driver = worker.open()) {
            List<List<Object>> asking =
                    new AbstractList<>() {
                        @Override
                        public List<Object> get(int index) {
                            return index < 4_000
                                    ? List.of((long) index)
                                    : List.of(driver.queryValue("SELECT 4000").orElseThrow());
                        }

                        @Override
                        public int size() {
                            return 4_001;
                        }
                    };
            assertThatThrownBy(() -> driver.executeBatch(INSERT, asking))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e ->
                                    assertThat(e.code())
                                            .isEqualTo(DatabaseErrorCode.TRANSACTION_STATE));
            requireRows(0);
            assertThat(driver.executeBatch(INSERT, List.copyOf(asking.subList(0, 4_000))))
                    .isNotNull();
            requireRows(4_000);
        }
    }

    @Test
    void aCancelledBatchLeavesNothing() throws Exception {
        other.execute(
                "CREATE TRIGGER slow AFTER INSERT ON t BEGIN SELECT count(*) FROM (WITH RECURSIVE"
                        + " c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 20000) SELECT n FROM"
                        + " c); END");
        List<List<Long>> rows = LongStream.range(0, 5_000).mapToObj(List::of).toList();
        try (DatabaseDriver driver = worker.open()) {
            Thread canceller =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    Thread.sleep(100);
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                                driver.cancel();
                            });
            assertThatThrownBy(() -> driver.executeBatch(INSERT, rows))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.CANCELLED));
            canceller.join();
            requireRows(0);
            other.execute("DROP TRIGGER slow");
            driver.executeBatch(INSERT, rows);
            requireRows(5_000);
        }
    }
}
