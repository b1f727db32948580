package dev.cairn.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What every driver does with transactions and savepoints. */
abstract class TransactionContract extends BatchContract {

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
        assertThat(column("SELECT v FROM t")).isEqualTo(forms().stored(2L));
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
        assertThat(column("SELECT v FROM t")).isEqualTo(forms().stored(2L));
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

        assertThat(column("SELECT v FROM t ORDER BY id")).isEqualTo(forms().stored(1L, 3L));
    }

    @Test
    void aDeferredForeignKeyIsCheckedAtTheCommitWhichCanBeMended() {
        driver.execute(
                "CREATE TABLE child("
                        + forms().reference("p")
                        + " REFERENCES t(id) DEFERRABLE INITIALLY DEFERRED)");
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
}
