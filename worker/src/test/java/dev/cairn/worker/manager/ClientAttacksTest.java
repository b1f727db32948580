package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.SqlStatement;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import dev.cairn.worker.protocol.BatchRows;
import dev.cairn.worker.protocol.BodyWriter;
import dev.cairn.worker.protocol.FrameType;
import dev.cairn.worker.protocol.NumberedStatement;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.Response;
import dev.cairn.worker.protocol.ResponseReader;
import dev.cairn.worker.proxy.SqliteDriverProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that want to do harm, and what the others notice of it. */
@Timeout(120)
final class ClientAttacksTest {

    private static final String COUNT = "SELECT count(*) FROM t";

    /** Takes minutes. */
    private static final String ENDLESS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT count(*) FROM n";

    @TempDir private Path folder;
    private InProcessWorker worker;
    private SqliteDriverProxy attacker;
    private SqliteDriverProxy other;

    @BeforeEach
    void start() {
        startWith(Map.of());
        other.execute("CREATE TABLE IF NOT EXISTS t(id INTEGER PRIMARY KEY, v)");
    }

    private void startWith(Map<String, ?> settings) {
        worker = new InProcessWorker(folder, TestSettings.with(settings));
        attacker = worker.open();
        other = worker.open();
    }

    private void restartWith(Map<String, ?> settings) {
        stop();
        startWith(settings);
    }

    @AfterEach
    void stop() {
        attacker.close();
        other.close();
        worker.close();
    }

    private static void assertRefused(DatabaseErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    /** SQLite takes a byte order mark for a space where a token begins. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE \uFEFFTEMP TABLE t(id INTEGER PRIMARY KEY, v)",
                "CREATE TEMP TABLE t(id INTEGER PRIMARY KEY, v)",
                "CREATE TABLE \uFEFFtemp.t(id INTEGER PRIMARY KEY, v)",
                "CREATE TEMP VIEW t AS SELECT 1 AS v",
            })
    void aTemporaryObjectHidesNothingFromOtherSessions(String sql) {
        attacker.execute(sql);
        for (int i = 0; i < 20; i++) {
            other.execute("INSERT INTO t(v) VALUES (?)", i);
        }
        restartWith(Map.of());

        assertThat(other.queryValue(COUNT)).contains(20L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VACUUM \uFEFFINTO '%s'",
                "VACUUM main\uFEFF INTO '%s'",
                "ATTACH\uFEFF '%s' AS o",
                "EXPLAIN VACUUM INTO '%s'",
            })
    void noOtherFileIsReached(String form) {
        Path copy = folder.resolve("copy.db");

        assertThatThrownBy(() -> attacker.execute(form.formatted(copy)))
                .isInstanceOf(DatabaseException.class);

        assertThat(copy).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ignore_check_constraints=1",
                "foreign_keys=OFF",
                "synchronous=OFF",
                "writable_schema=1",
                "trusted_schema=1",
                "locking_mode=EXCLUSIVE",
                "hard_heap_limit=1",
            })
    void anExplainedPragmaChangesNoConnection(String pragma) {
        for (String form : List.of("EXPLAIN PRAGMA ", "EXPLAIN QUERY PLAN \uFEFFPRAGMA ")) {
            assertRefused(DatabaseErrorCode.FORBIDDEN, () -> attacker.query(form + pragma).close());
        }
        other.execute("CREATE TABLE IF NOT EXISTS c(a CHECK (a < 100))");
        attacker.close();
        for (int i = 0; i < 8; i++) {
            try (SqliteDriverProxy next = worker.open()) {
                assertRefused(
                        DatabaseErrorCode.CONSTRAINT,
                        () -> next.execute("INSERT INTO c VALUES (1000)"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT printf('%.*c', 200000000, 'x')",
                "SELECT length(randomblob(900000000))",
                "SELECT length(zeroblob(900000000))",
                "SELECT length(replace(hex(randomblob(4000000)), '0', hex(randomblob(1000))))",
                "SELECT group_concat(hex(randomblob(4000000))) FROM"
                        + " (VALUES (1),(2),(3),(4),(5),(6),(7),(8))",
            })
    void aValueOverTheLimitIsRefusedBeforeItIsInMemory(String sql) {
        assertRefused(DatabaseErrorCode.TOO_LARGE, () -> readAll(attacker, sql));
        assertThat(other.queryValue("SELECT 1")).contains(1L);
    }

    @Test
    void aRowOfManyLongValuesIsRefused() {
        String values = "randomblob(16000000),".repeat(40);

        assertRefused(
                DatabaseErrorCode.TOO_LARGE, () -> readAll(attacker, "SELECT " + values + "1"));

        other.execute("INSERT INTO t(v) VALUES (1)");
        assertThat(other.queryValue(COUNT)).contains(1L);
    }

    @Test
    void expressionsAsDeepAsAllowedFitOnTheStack() {
        String deep = "(".repeat(60) + "1" + "+1)".repeat(60);
        assertThat(other.queryValue("SELECT " + deep)).contains(61L);
        assertThat(other.queryValue("SELECT 1" + "+1".repeat(200))).contains(201L);
        assertRefused(
                DatabaseErrorCode.INVALID_STATEMENT,
                () -> readAll(attacker, "SELECT 1" + "+1".repeat(2_000)));
    }

    private static void readAll(DatabaseDriver driver, String sql) {
        try (Rows rows = driver.query(sql)) {
            while (rows.next()) {
                rows.value(0);
            }
        }
    }

    @Test
    void noWriteIsAcknowledgedAfterTheLogWasRemoved() throws IOException {
        other.execute("INSERT INTO t(v) VALUES ('kept')");
        Files.delete(folder.resolve("test.db-wal"));
        for (int i = 0; i < 50; i++) {
            assertRefused(
                    DatabaseErrorCode.IO, () -> other.execute("INSERT INTO t(v) VALUES ('lost')"));
        }
        assertRefused(DatabaseErrorCode.IO, () -> other.begin(TransactionMode.WRITE));
        restartWith(Map.of());

        assertThat(other.queryValue(COUNT)).contains(1L);
        other.execute("INSERT INTO t(v) VALUES ('again')");
    }

    @Test
    void textThatIsNotUtf8EndsTheSession() throws IOException {
        for (byte[] text :
                List.of(
                        new byte[] {(byte) 0xFF},
                        new byte[] {'a', (byte) 0xC3},
                        new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                        new byte[] {(byte) 0xC0, (byte) 0x80})) {
            assertEnded("INSERT INTO t(v) VALUES (?)", text);
        }
        assertThat(other.queryValue(COUNT)).contains(0L);
        other.execute("INSERT INTO t(v) VALUES (?)", "\uFFFD");
        assertThat(other.queryValue("SELECT v FROM t")).contains("\uFFFD");
    }

    /** A frame with a text of our own length, in whose place the wrong bytes are put. */
    private void assertEnded(String sql, byte[] text) throws IOException {
        String place = "y".repeat(text.length);
        for (Request request :
                List.of(
                        new Request.Execute(new NumberedStatement(1, sql), 0, "", List.of(place)),
                        new Request.Batch(
                                new NumberedStatement(1, sql),
                                0,
                                "",
                                BatchRows.take(
                                        List.of(List.of(place)).iterator(),
                                        1,
                                        1 << 20,
                                        new BodyWriter(1 << 20))))) {
            try (RawClient client = new RawClient(worker.socket())) {
                assertThat(client.receive().type()).isEqualTo(FrameType.WELCOME);
                client.sendWith(request, place, text);
                assertThat(ResponseReader.read(client.receive()))
                        .isInstanceOfSatisfying(
                                Response.Failure.class,
                                failure ->
                                        assertThat(failure.code())
                                                .isEqualTo(DatabaseErrorCode.PROTOCOL));
                assertThat(client.isEnded()).isTrue();
            }
        }
    }

    @Test
    void aKeyThatWasNotCommittedIsNeverCommittedLater() throws IOException {
        assertThat(resolve("lost").committed()).isFalse();
        for (int i = 0; i < 10_001; i++) {
            if (i % 1_000 == 0) {
                resolve("other " + i);
            }
        }
        assertThat(executeWithKey("lost")).isEqualTo(DatabaseErrorCode.BUSY);
        restartWith(Map.of());
        assertThat(executeWithKey("lost")).isEqualTo(DatabaseErrorCode.BUSY);
        assertThat(resolve("lost").committed()).isFalse();
        assertThat(executeWithKey("new")).isNull();
        assertThat(resolve("new").committed()).isTrue();
        assertThat(other.queryValue(COUNT)).contains(1L);
    }

    private Response.Resolution resolve(String key) throws IOException {
        try (RawClient client = new RawClient(worker.socket())) {
            client.receive();
            client.send(new Request.Resolve(key));
            return (Response.Resolution) ResponseReader.read(client.receive());
        }
    }

    private @Nullable DatabaseErrorCode executeWithKey(String key) throws IOException {
        try (RawClient client = new RawClient(worker.socket())) {
            client.receive();
            client.send(
                    new Request.Execute(
                            new NumberedStatement(1, "INSERT INTO t(v) VALUES (1)"),
                            0,
                            key,
                            List.of()));
            return ResponseReader.read(client.receive()) instanceof Response.Failure failure
                    ? failure.code()
                    : null;
        }
    }

    @Test
    void theEndOfAClientFreesTheLockWhateverItSentBehindItsStatement() throws Exception {
        for (int round = 0; round < 5; round++) {
            RawClient client = new RawClient(worker.socket());
            client.receive();
            client.send(new Request.Begin(TransactionMode.WRITE, 0, 0));
            client.receive();
            client.send(new Request.Query(new NumberedStatement(1, ENDLESS), 0, 1, List.of()));
            Request behind =
                    new Request.Execute(
                            new NumberedStatement(2, "INSERT INTO t(v) VALUES (?)"),
                            0,
                            "",
                            List.of("x".repeat(100_000)));
            client.send(behind);
            TimeUnit.MILLISECONDS.sleep(50);
            long start = System.nanoTime();
            client.close();
            other.execute("INSERT INTO t(v) VALUES ('free')");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofMillis(500));
        }
        assertThat(other.queryValue(COUNT)).contains(5L);
    }

    /** Half of a long message, and answers that are not read, take memory that others need. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void clientsThatNeitherSendNorReadLongMessagesGiveTheirMemoryBack(boolean sends)
            throws Exception {
        restartWith(Map.of("longestMessage", "PT0.5S"));
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                RawClient client = new RawClient(worker.socket());
                clients.add(client);
                client.receive();
                if (sends) {
                    client.sendHalf(12 << 20);
                } else {
                    client.send(
                            new Request.Query(
                                    new NumberedStatement(1, "SELECT zeroblob(12000000)"),
                                    0,
                                    1,
                                    List.of()));
                }
            }
            byte[] value = new byte[12 << 20];
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            boolean done = false;
            while (!done && System.nanoTime() < deadline) {
                try (SqliteDriverProxy next = worker.open()) {
                    next.execute("INSERT INTO t(v) VALUES (?)", (Object) value);
                    done = true;
                } catch (DatabaseException e) {
                    assertThat(e.code().kind()).isNotEqualTo(DatabaseErrorCode.Kind.USAGE);
                }
            }
            assertThat(done).isTrue();
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    /** What RESOLVE has promised to one client is not another's to change. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE _worker_commit",
                "DELETE FROM main . \"_WORKER_commit\"",
                "DELETE FROM '_worker_commit'",
                "UPDATE [_worker_commit] SET key = 'x'",
                "WITH x AS (SELECT 1) DELETE FROM `_worker_commit`",
                "ALTER TABLE _worker_commit RENAME TO gone",
                "ALTER TABLE t RENAME TO _worker_commit",
                "CREATE TRIGGER r AFTER INSERT ON t BEGIN DELETE FROM _worker_commit; END",
                "CREATE TRIGGER r AFTER INSERT ON _worker_commit BEGIN SELECT RAISE(IGNORE); END",
                "CREATE UNIQUE INDEX i ON _worker_commit(epoch)",
                "CREATE VIRTUAL TABLE f USING fts5(v, content=_worker_commit)",
            })
    void noClientChangesTheKeysOfCommits(String sql) throws IOException {
        assertThat(executeWithKey("kept")).isNull();

        assertRefused(DatabaseErrorCode.FORBIDDEN, () -> attacker.execute(sql));

        assertThat(resolve("kept").committed()).isTrue();
        assertThat(attacker.queryValue("SELECT count(*) FROM _worker_commit")).isPresent();
    }

    @Test
    void namesAndKeysHaveABound() throws IOException {
        String name = "k".repeat(1_001);
        for (Request request :
                List.of(
                        new Request.Resolve(name),
                        new Request.Commit(name),
                        new Request.Perform(name, "{}"),
                        new Request.Execute(
                                new NumberedStatement(1, "INSERT INTO t(v) VALUES (1)"),
                                0,
                                name,
                                List.of()))) {
            try (RawClient client = new RawClient(worker.socket())) {
                client.receive();
                client.send(request);
                assertThat(ResponseReader.read(client.receive()))
                        .isInstanceOfSatisfying(
                                Response.Failure.class,
                                failure ->
                                        assertThat(failure.code())
                                                .isEqualTo(DatabaseErrorCode.TOO_LARGE));
            }
        }
        assertThat(other.queryValue(COUNT)).contains(0L);
    }

    /** What is wrong with a document is said in few words, without those of the document. */
    @ParameterizedTest
    @ValueSource(strings = {"\"%s\"", "{\"limit\": \"%s\"}", "{\"%s\": ", "[%s", "%s"})
    void aWrongDocumentIsNotSentBack(String form) throws IOException {
        String document = form.formatted("x".repeat(300_000));
        try (RawClient client = new RawClient(worker.socket())) {
            client.receive();
            client.send(new Request.Perform("HistoryRequest", document));
            Response.Failure failure = (Response.Failure) ResponseReader.read(client.receive());
            assertThat(failure.code()).isEqualTo(DatabaseErrorCode.PROTOCOL);
            assertThat(failure.message())
                    .hasSizeLessThan(300)
                    .doesNotContain("dev.cairn")
                    .doesNotContain("xxx");
        }
    }

    @Test
    void aStatementWithoutALimitOfItsOwnHasTheWorkers() {
        restartWith(Map.of("longestStatement", "PT0.3S"));

        assertRefused(DatabaseErrorCode.TIMEOUT, () -> readAll(attacker, ENDLESS));
        SqlStatement patient = SqlStatement.of(ENDLESS).within(Duration.ofDays(200_000));
        assertRefused(DatabaseErrorCode.TIMEOUT, () -> attacker.query(patient).next());
    }

    @Test
    void aTransactionThatTakesTooLongEndsThoughARequestRuns() {
        restartWith(Map.of("longestTransaction", "PT0.3S"));
        attacker.begin(TransactionMode.WRITE);
        attacker.execute("INSERT INTO t(v) VALUES ('lost')");

        assertRefused(DatabaseErrorCode.CANCELLED, () -> readAll(attacker, ENDLESS));
        other.execute("INSERT INTO t(v) VALUES ('kept')");

        assertThatThrownBy(() -> attacker.execute("INSERT INTO t(v) VALUES ('lost')"))
                .isInstanceOf(DatabaseException.class);
        assertThat(attacker.transactionState()).isEqualTo(TransactionState.FAILED);
        assertThat(other.queryValue("SELECT group_concat(v) FROM t")).contains("kept");
    }

    /** Something with the socket's name is not the socket. */
    @Test
    void aSocketThatWasReplacedIsMadeAgain() throws Exception {
        Files.move(worker.socket(), folder.resolve("moved.sock"));
        Files.createFile(worker.socket());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (Files.isRegularFile(worker.socket()) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }

        try (SqliteDriverProxy next = worker.open()) {
            assertThat(next.queryValue("SELECT 1")).contains(1L);
        }
        assertThat(other.queryValue("SELECT 2")).contains(2L);
    }

    @Test
    void vacuumWorksAndNeedsNoTransaction() {
        other.execute("INSERT INTO t(v) VALUES (zeroblob(100000))");
        other.execute("DELETE FROM t");
        other.execute("VACUUM");
        assertThat(other.queryValue("PRAGMA freelist_count")).contains(0L);
    }
}
