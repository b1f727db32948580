package dev.cairn.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link DatabaseDriver} must do, whether it runs in this process or speaks to a worker.
 * A subclass says how a database is opened and how its engine writes statements. The contract
 * begins in {@link StatementContract}, goes on in {@link TransactionContract}, and ends here with
 * what concerns several threads and conversations.
 */
@Timeout(60)
public abstract class DatabaseDriverContract extends TransactionContract {

    /** A query that would run for ever. */
    private static final String ENDLESS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM"
                + " n";

    private static final String ENDLESS_WRITE =
            "INSERT INTO t(v) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                    + " SELECT i FROM n";

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
    void aChangedSchemaIsSeenByStatementsThatWerePrepared() {
        try (DatabaseDriver other = source.openDriver()) {
            driver.execute("INSERT INTO t(v) VALUES (1)");
            assertThat(other.queryValue("SELECT * FROM t")).contains(1L);
            driver.execute("ALTER TABLE t ADD COLUMN " + forms().column("extra") + " DEFAULT 'x'");

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
}
