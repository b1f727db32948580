package dev.cairn.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link DatabaseDriver} for a SQLite file must do, whether it runs in this process or
 * speaks to a worker. A subclass says how a database is opened.
 */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // The fields are set before each test.
public abstract class DatabaseDriverContract {

    /** A query that would run for ever. */
    private static final String ENDLESS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

    private static final String ENDLESS_WRITE =
            "INSERT INTO t(v) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                    + " SELECT i FROM n";

    @TempDir Path folder;

    private DatabaseDriverProvider.DriverSource source;
    private DatabaseDriver driver;

    /** Prepares a database whose file does not exist yet. */
    protected abstract DatabaseDriverProvider.DriverSource openSource(Path database);

    @BeforeEach
    void open() {
        source = openSource(folder.resolve("contract.db"));
        driver = source.openDriver();
        driver.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
    }

    @AfterEach
    void close() {
        driver.close();
        source.close();
    }

    static List<Object> values() {
        return List.of(
                0L,
                -1L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                1L << 53,
                0.0,
                -0.0,
                0.1,
                Double.MIN_VALUE,
                -Double.MAX_VALUE,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                1e15,
                "",
                "text",
                "a\u0000b\u0000",
                "\uD83D\uDE00 and \u00e4\u6f22\uFFFF",
                "'; DROP TABLE t; --",
                "x".repeat(300_000),
                new byte[0],
                new byte[] {0, -1, 127, -128},
                new byte[300_000]);
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyValueComesBackAsItWas(Object value) {
        driver.execute("INSERT INTO t(v) VALUES (?)", value);

        try (Rows rows = driver.query("SELECT v FROM t")) {
            assertThat(rows.next()).isTrue();
            Object read = rows.value(0);
            assertThat(read).isEqualTo(value);
            if (value instanceof Double number) {
                assertThat(Double.doubleToRawLongBits(rows.real(0)))
                        .isEqualTo(Double.doubleToRawLongBits(number));
            }
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void nullIsNoValueOfAnyKind() {
        driver.execute("INSERT INTO t(v) VALUES (?)", (Object) null);

        try (Rows rows = driver.query("SELECT v FROM t")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.type(0)).isEqualTo(ValueType.NULL);
            assertThat(rows.value(0)).isNull();
            assertThat(rows.integer(0)).isZero();
            assertThat(rows.real(0)).isZero();
            assertThat(rows.text(0)).isNull();
            assertThat(rows.blob(0)).isNull();
        }
        assertThat(driver.queryValue("SELECT v FROM t")).isEmpty();
    }

    @Test
    void integersAndBooleansAreStoredAsIntegers() {
        driver.execute("INSERT INTO t(v) VALUES (?), (?), (?)", 7, true, false);

        assertThat(column("SELECT v FROM t ORDER BY id")).containsExactly(7L, 1L, 0L);
    }

    @Test
    void whatCannotBeStoredAsItIsIsRefused() {
        assertFails(
                DatabaseErrorCode.INVALID_STATEMENT,
                () -> driver.execute("INSERT INTO t(v) VALUES (?)", Double.NaN));
        assertFails(
                DatabaseErrorCode.INVALID_STATEMENT,
                () -> driver.execute("INSERT INTO t(v) VALUES (?)", "half \uD83D a pair"));
        assertFails(
                DatabaseErrorCode.INVALID_STATEMENT,
                () -> driver.execute("INSERT INTO t(v) VALUES (?)", new Object()));
        assertThat(count()).isZero();
    }

    @Test
    void aValueTellsItsStorageClass() {
        try (Rows rows = driver.query("SELECT 1, 1.5, 'x', x'00', NULL")) {
            assertThat(rows.next()).isTrue();
            assertThat(IntStream.range(0, 5).mapToObj(rows::type))
                    .containsExactly(
                            ValueType.INTEGER,
                            ValueType.REAL,
                            ValueType.TEXT,
                            ValueType.BLOB,
                            ValueType.NULL);
        }
    }

    @Test
    void rowsNameTheirColumnsAlsoWhenThereAreNone() {
        try (Rows rows = driver.query("SELECT id, v AS \"the value\" FROM t")) {
            assertThat(rows.columns()).containsExactly("id", "the value");
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void aManyRowsQueryGivesAllOfThemInOrder() {
        driver.executeBatch("INSERT INTO t(id, v) VALUES (?, ?)", numbered(5_000));

        assertThat(column("SELECT v FROM t ORDER BY id")).hasSize(5_000).first().isEqualTo("row 1");
        assertThat(driver.queryValue("SELECT sum(id) FROM t")).contains(12_502_500L);
    }

    @Test
    void readingWhereThereIsNoRowFails() {
        driver.execute("INSERT INTO t(v) VALUES (1)");
        Rows rows = driver.query("SELECT v FROM t");

        assertFails(DatabaseErrorCode.INVALID_STATEMENT, () -> rows.value(0));
        assertThat(rows.next()).isTrue();
        assertFails(DatabaseErrorCode.INVALID_STATEMENT, () -> rows.value(1));
        assertFails(DatabaseErrorCode.INVALID_STATEMENT, () -> rows.value(-1));
        assertThat(rows.next()).isFalse();
        assertFails(DatabaseErrorCode.INVALID_STATEMENT, () -> rows.value(0));
        rows.close();
        rows.close();
        assertFails(DatabaseErrorCode.INVALID_STATEMENT, rows::next);
    }

    @Test
    void theSameQueryCanBeOpenTwice() {
        driver.executeBatch("INSERT INTO t(id, v) VALUES (?, ?)", numbered(3));

        try (Rows outer = driver.query("SELECT id FROM t ORDER BY id");
                Rows inner = driver.query("SELECT id FROM t ORDER BY id")) {
            outer.next();
            outer.next();
            inner.next();
            assertThat(outer.integer(0)).isEqualTo(2);
            assertThat(inner.integer(0)).isEqualTo(1);
        }
    }

    @Test
    void anUpdateTellsWhatItDid() {
        assertThat(driver.execute("INSERT INTO t(id, v) VALUES (41, 'a'), (42, 'b')"))
                .isEqualTo(new UpdateResult(2, 42));
        assertThat(driver.execute("UPDATE t SET v = 'c'").changedRows()).isEqualTo(2);
        assertThat(driver.execute("CREATE TABLE other(x)").changedRows()).isZero();
        assertThat(driver.execute("DELETE FROM t WHERE id = 1").changedRows()).isZero();
        assertThat(driver.execute("DELETE FROM t WHERE id = 41").changedRows()).isEqualTo(1);
    }

    @Test
    void rowsOfTriggersAreNotCounted() {
        driver.execute("CREATE TABLE log(x)");
        driver.execute(
                "CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log VALUES (1);"
                        + " INSERT INTO log VALUES (2); END;");

        assertThat(driver.execute("INSERT INTO t(id, v) VALUES (9, 'a')"))
                .isEqualTo(new UpdateResult(1, 9));
        assertThat(driver.queryValue("SELECT count(*) FROM log")).contains(2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t(v) VALUES (1); INSERT INTO t(v) VALUES (2)",
                "SELECT 1; DROP TABLE t",
                "SELECT 1 /* ; */ ; -- comment\n SELECT 2",
                "SELECT ';'; SELECT 1;",
                "",
                "  -- nothing but a comment",
                ";"
            })
    void exactlyOneStatementIsTaken(String sql) {
        assertFails(DatabaseErrorCode.INVALID_STATEMENT, () -> driver.execute(sql));
        assertFails(DatabaseErrorCode.INVALID_STATEMENT, () -> driver.query(sql));
        assertThat(count()).isZero();
    }

    @Test
    void aSemicolonThatEndsTheOnlyStatementIsNoOther() {
        driver.execute("INSERT INTO t(v) VALUES (';') ; -- done; really\n /* ; */ ");

        assertThat(column("SELECT v FROM t;")).containsExactly(";");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN",
                "begin immediate",
                "COMMIT",
                "/* x */ END",
                "ROLLBACK",
                "SAVEPOINT s",
                "RELEASE s"
            })
    void transactionsAreNotMadeOfStatements(String sql) {
        assertFails(DatabaseErrorCode.TRANSACTION_STATE, () -> driver.execute(sql));
        assertThat(driver.transactionState()).isEqualTo(TransactionState.IDLE);
    }

    @Test
    void aStatementThatMakesNoSenseIsRefused() {
        assertFails(DatabaseErrorCode.INVALID_STATEMENT, () -> driver.execute("SELEC 1"));
        assertFails(
                DatabaseErrorCode.INVALID_STATEMENT, () -> driver.query("SELECT * FROM nowhere"));
        assertFails(DatabaseErrorCode.INVALID_STATEMENT, () -> driver.query("SELECT ? + ?", 1));
        assertFails(
                DatabaseErrorCode.INVALID_STATEMENT,
                () -> driver.query("INSERT INTO t(v) VALUES (1)"));
        assertFails(
                DatabaseErrorCode.INVALID_STATEMENT,
                () -> driver.execute("backup to '" + folder.resolve("stolen.db") + "'"));
        assertThat(folder.resolve("stolen.db")).doesNotExist();
        assertThat(count()).isZero();
    }

    @Test
    void aBrokenConstraintHasItsCode() {
        driver.execute("CREATE TABLE c(u UNIQUE, n NOT NULL, k CHECK (k > 0))");
        driver.execute("CREATE TABLE child(p REFERENCES t(id))");
        driver.execute("INSERT INTO c VALUES (1, 1, 1)");

        for (String sql :
                List.of(
                        "INSERT INTO c VALUES (1, 1, 1)",
                        "INSERT INTO c VALUES (2, NULL, 1)",
                        "INSERT INTO c VALUES (2, 1, 0)",
                        "INSERT INTO child VALUES (77)",
                        "INSERT INTO t(id) VALUES ('no number')")) {
            assertFails(DatabaseErrorCode.CONSTRAINT, () -> driver.execute(sql));
        }
        assertThat(driver.queryValue("SELECT count(*) FROM c")).contains(1L);
    }

    @Test
    void insertReturningGivesRowsAndIsDoneWhenTheyAreClosed() {
        try (Rows rows = driver.query("INSERT INTO t(v) VALUES ('a'), ('b') RETURNING id")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.integer(0)).isEqualTo(1);
        }
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aBatchRunsForEveryRow() {
        UpdateResult result =
                driver.executeBatch("INSERT INTO t(id, v) VALUES (?, ?)", numbered(1_000));

        assertThat(result).isEqualTo(new UpdateResult(1_000, 1_000));
        assertThat(driver.transactionState()).isEqualTo(TransactionState.IDLE);
        assertThat(driver.executeBatch("INSERT INTO t(v) VALUES (?)", List.of()).changedRows())
                .isZero();
    }

    @Test
    void aFailedBatchLeavesNothing() {
        List<List<@Nullable Object>> rows = new ArrayList<>(numbered(700));
        rows.add(Arrays.asList(1L, "again"));

        assertFails(
                DatabaseErrorCode.CONSTRAINT,
                () -> driver.executeBatch("INSERT INTO t(id, v) VALUES (?, ?)", rows));
        assertThat(count()).isZero();
        assertThat(driver.transactionState()).isEqualTo(TransactionState.IDLE);
    }

    @Test
    void aFailedBatchInATransactionLeavesWhatWasBefore() {
        driver.begin(TransactionMode.WRITE);
        driver.execute("INSERT INTO t(id, v) VALUES (700, 'before')");
        assertFails(
                DatabaseErrorCode.CONSTRAINT,
                () -> driver.executeBatch("INSERT INTO t(id, v) VALUES (?, ?)", numbered(701)));
        assertThat(driver.transactionState()).isEqualTo(TransactionState.WRITE);
        driver.commit();

        assertThat(column("SELECT v FROM t")).containsExactly("before");
    }

    @Test
    void aTransactionIsKeptOrUndoneAsAWhole() {
        driver.begin(TransactionMode.WRITE);
        assertThat(driver.transactionState()).isEqualTo(TransactionState.WRITE);
        driver.execute("INSERT INTO t(v) VALUES (1)");
        driver.rollback();
        assertThat(driver.transactionState()).isEqualTo(TransactionState.IDLE);
        assertThat(count()).isZero();

        driver.inTransaction(
                TransactionMode.WRITE, () -> driver.execute("INSERT INTO t(v) VALUES (2)"));
        assertThatThrownBy(() ->
                        driver.inTransaction(
                                TransactionMode.WRITE,
                                () -> {
                                    driver.execute("INSERT INTO t(v) VALUES (3)");
                                    throw new IllegalStateException("no");
                                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(column("SELECT v FROM t")).containsExactly(2L);
    }

    @Test
    void transactionsAreNotBegunTwiceNorEndedWithoutOne() {
        assertFails(DatabaseErrorCode.TRANSACTION_STATE, driver::commit);
        assertFails(DatabaseErrorCode.TRANSACTION_STATE, () -> driver.savepoint("s"));
        driver.rollback();
        driver.begin(TransactionMode.READ);
        assertFails(DatabaseErrorCode.TRANSACTION_STATE, () -> driver.begin(TransactionMode.WRITE));
        driver.commit();
        driver.begin(TransactionMode.WRITE);
        assertFails(DatabaseErrorCode.TRANSACTION_STATE, () -> driver.begin(TransactionMode.READ));
        driver.rollback();
    }

    @Test
    void aTransactionThatReadsCannotWrite() {
        driver.begin(TransactionMode.READ);
        assertFails(
                DatabaseErrorCode.TRANSACTION_STATE,
                () -> driver.execute("INSERT INTO t(v) VALUES (1)"));
        assertThat(driver.transactionState()).isEqualTo(TransactionState.READ);
        driver.commit();

        driver.execute("INSERT INTO t(v) VALUES (2)");
        assertThat(column("SELECT v FROM t")).containsExactly(2L);
    }

    @Test
    void savepointsUndoAPartOfATransaction() {
        driver.begin(TransactionMode.WRITE);
        driver.execute("INSERT INTO t(v) VALUES (1)");
        driver.savepoint("a \"quoted\" name");
        driver.execute("INSERT INTO t(v) VALUES (2)");
        driver.rollbackToSavepoint("a \"quoted\" name");
        driver.execute("INSERT INTO t(v) VALUES (3)");
        driver.releaseSavepoint("a \"quoted\" name");
        assertFails(DatabaseErrorCode.INVALID_STATEMENT, () -> driver.releaseSavepoint("unknown"));
        driver.commit();

        assertThat(column("SELECT v FROM t ORDER BY id")).containsExactly(1L, 3L);
    }

    @Test
    void aTransactionThatTheEngineEndedRefusesAllButRollback() {
        driver.execute("INSERT INTO t(id, v) VALUES (1, 'old')");
        driver.begin(TransactionMode.WRITE);
        driver.execute("INSERT INTO t(id, v) VALUES (2, 'lost')");
        assertFails(
                DatabaseErrorCode.CONSTRAINT,
                () -> driver.execute("INSERT OR ROLLBACK INTO t(id, v) VALUES (1, 'again')"));

        assertThat(driver.transactionState()).isEqualTo(TransactionState.FAILED);
        assertFails(
                DatabaseErrorCode.TRANSACTION_FAILED,
                () -> driver.execute("INSERT INTO t(id, v) VALUES (3, 'alone')"));
        assertFails(DatabaseErrorCode.TRANSACTION_FAILED, () -> driver.query("SELECT 1"));
        assertFails(DatabaseErrorCode.TRANSACTION_FAILED, driver::commit);
        driver.rollback();
        assertThat(driver.transactionState()).isEqualTo(TransactionState.IDLE);
        assertThat(column("SELECT v FROM t")).containsExactly("old");
        driver.execute("INSERT INTO t(id, v) VALUES (4, 'new')");
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aTriggerThatRollsBackFailsTheTransaction() {
        driver.execute(
                "CREATE TRIGGER tr BEFORE INSERT ON t WHEN NEW.v = 'bad'"
                        + " BEGIN SELECT RAISE(ROLLBACK, 'no bad rows'); END");
        driver.begin(TransactionMode.WRITE);
        driver.execute("INSERT INTO t(v) VALUES ('good')");

        assertFails(
                DatabaseErrorCode.CONSTRAINT,
                () -> driver.execute("INSERT INTO t(v) VALUES ('bad')"));
        assertThat(driver.transactionState()).isEqualTo(TransactionState.FAILED);
        driver.rollback();
        assertThat(count()).isZero();
    }

    @Test
    void aDeferredForeignKeyIsCheckedAtTheCommitWhichCanBeMended() {
        driver.execute("CREATE TABLE child(p REFERENCES t(id) DEFERRABLE INITIALLY DEFERRED)");
        driver.begin(TransactionMode.WRITE);
        driver.execute("INSERT INTO child VALUES (5)");

        assertFails(DatabaseErrorCode.CONSTRAINT, driver::commit);
        assertThat(driver.transactionState()).isEqualTo(TransactionState.WRITE);
        driver.execute("INSERT INTO t(id) VALUES (5)");
        driver.commit();
        assertThat(driver.queryValue("SELECT count(*) FROM child")).contains(1L);
    }

    @Test
    void endingATransactionClosesItsRows() {
        driver.executeBatch("INSERT INTO t(id, v) VALUES (?, ?)", numbered(10));
        driver.begin(TransactionMode.READ);
        Rows rows = driver.query("SELECT id FROM t");
        assertThat(rows.next()).isTrue();
        driver.rollback();

        assertFails(DatabaseErrorCode.INVALID_STATEMENT, rows::next);
    }

    @Test
    void aQueryIsCancelledFromAnotherThread() {
        CompletableFuture<Void> cancelling = cancelSoon();

        assertFails(DatabaseErrorCode.CANCELLED, () -> driver.queryValue(ENDLESS));
        cancelling.join();
        assertThat(driver.queryValue("SELECT 1")).contains(1L);
    }

    @Test
    void aCancelledWriteFailsItsTransaction() {
        driver.begin(TransactionMode.WRITE);
        driver.execute("INSERT INTO t(v) VALUES ('first')");
        CompletableFuture<Void> cancelling = cancelSoon();

        assertFails(DatabaseErrorCode.CANCELLED, () -> driver.execute(ENDLESS_WRITE));
        cancelling.join();
        assertThat(driver.transactionState()).isEqualTo(TransactionState.FAILED);
        driver.rollback();
        assertThat(count()).isZero();
    }

    @Test
    void aCancelWithoutAStatementDoesNothingToTheNext() {
        driver.cancel();

        assertThat(driver.queryValue("SELECT 5")).contains(5L);
    }

    @Test
    void aStatementEndsWhenItsTimeLimitPasses() {
        long start = System.nanoTime();
        assertFails(
                DatabaseErrorCode.TIMEOUT,
                () -> driver.query(SqlStatement.of(ENDLESS).within(Duration.ofMillis(100))).next());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertFails(
                DatabaseErrorCode.TIMEOUT,
                () ->
                        driver.execute(
                                SqlStatement.of(ENDLESS_WRITE).within(Duration.ofMillis(100))));
        assertThat(count()).isZero();
    }

    @Test
    void aReaderSeesItsSnapshotWhileAnotherWrites() {
        driver.execute("INSERT INTO t(v) VALUES (1)");
        try (DatabaseDriver reader = source.openDriver()) {
            reader.begin(TransactionMode.READ);
            driver.execute("INSERT INTO t(v) VALUES (2)");

            assertThat(reader.queryValue("SELECT count(*) FROM t")).contains(1L);
            reader.commit();
            assertThat(reader.queryValue("SELECT count(*) FROM t")).contains(2L);
        }
    }

    @Test
    void whatIsNotCommittedIsSeenByNobodyElse() {
        try (DatabaseDriver other = source.openDriver()) {
            driver.begin(TransactionMode.WRITE);
            driver.execute("INSERT INTO t(v) VALUES (1)");
            assertThat(driver.queryValue("SELECT count(*) FROM t")).contains(1L);
            assertThat(other.queryValue("SELECT count(*) FROM t")).contains(0L);
            driver.commit();
            assertThat(other.queryValue("SELECT count(*) FROM t")).contains(1L);
        }
    }

    @Test
    void aSecondWriterWaitsForTheFirst() throws Exception {
        try (DatabaseDriver other = source.openDriver()) {
            driver.begin(TransactionMode.WRITE);
            CompletableFuture<Void> waiting =
                    CompletableFuture.runAsync(() -> other.execute("INSERT INTO t(v) VALUES (2)"));
            driver.execute("INSERT INTO t(v) VALUES (1)");
            Thread.sleep(50);
            assertThat(waiting).isNotDone();
            driver.commit();
            waiting.get(10, TimeUnit.SECONDS);
        }
        assertThat(column("SELECT v FROM t ORDER BY id")).containsExactly(1L, 2L);
    }

    @Test
    void aClosedConversationUndoesItsTransaction() {
        DatabaseDriver other = source.openDriver();
        other.begin(TransactionMode.WRITE);
        other.execute("INSERT INTO t(v) VALUES (1)");
        other.close();
        other.close();

        assertThat(count()).isZero();
        assertFails(DatabaseErrorCode.NOT_CONNECTED, () -> other.query("SELECT 1"));
    }

    @Test
    void theDriverTellsWhatItIsConnectedTo() {
        DatabaseInformation information = driver.information();

        assertThat(information.type()).isEqualTo(DatabaseType.SQLITE);
        assertThat(information.engineVersion()).startsWith("3.");
        assertThat(information.location()).endsWith("contract.db");
        assertThat(ProcessHandle.of(information.ownerProcess())).isPresent();
    }

    @Test
    void aChangedSchemaIsSeenByStatementsThatWerePrepared() {
        try (DatabaseDriver other = source.openDriver()) {
            driver.execute("INSERT INTO t(v) VALUES (1)");
            assertThat(other.queryValue("SELECT * FROM t")).contains(1L);
            driver.execute("ALTER TABLE t ADD COLUMN extra DEFAULT 'x'");

            try (Rows rows = other.query("SELECT * FROM t")) {
                assertThat(rows.columns()).containsExactly("id", "v", "extra");
                assertThat(rows.next()).isTrue();
                assertThat(rows.text(2)).isEqualTo("x");
            }
        }
    }

    private CompletableFuture<Void> cancelSoon() {
        return CompletableFuture.runAsync(
                driver::cancel, CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));
    }

    private long count() {
        return (long) driver.queryValue("SELECT count(*) FROM t").orElseThrow();
    }

    private List<@Nullable Object> column(String sql) {
        List<@Nullable Object> values = new ArrayList<>();
        try (Rows rows = driver.query(sql)) {
            while (rows.next()) {
                values.add(rows.value(0));
            }
        }
        return values;
    }

    private static List<List<@Nullable Object>> numbered(int count) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long i = 1; i <= count; i++) {
            rows.add(Arrays.asList(i, "row " + i));
        }
        return rows;
    }

    private static void assertFails(DatabaseErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error -> assertThat(error.code()).as(error.getMessage()).isEqualTo(code));
    }
}
