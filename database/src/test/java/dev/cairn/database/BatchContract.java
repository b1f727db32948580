package dev.cairn.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every driver does with one statement for many rows. */
abstract class BatchContract extends StatementContract {

    /** So many that a driver may well send them in several parts. */
    protected static final int ROWS = 400;

    @Test
    void aBatchRunsForEveryRow() {
        UpdateResult result =
                driver.executeBatch("INSERT INTO t(id, v) VALUES (?, ?)", numbered(1_000));

        assertThat(result).isEqualTo(forms().inserted(1_000, 1_000));
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
    void aBatchWithAValueThatCannotBeStoredLeavesNothing() {
        List<List<@Nullable Object>> rows = new ArrayList<>(numbered(5_000));
        rows.add(Arrays.asList(5_001L, new Object()));
        for (int refused : List.of(1, 700, 5_001)) {
            List<List<@Nullable Object>> last = rows.subList(5_001 - refused, 5_001);

            assertFails(
                    DatabaseErrorCode.INVALID_STATEMENT,
                    () -> driver.executeBatch("INSERT INTO t(id, v) VALUES (?, ?)", last));
            assertThat(driver.transactionState()).isEqualTo(TransactionState.IDLE);
            assertThat(count()).isZero();
        }
        driver.begin(TransactionMode.WRITE);
        driver.execute("INSERT INTO t(id, v) VALUES (70000, 'before')");
        assertFails(
                DatabaseErrorCode.INVALID_STATEMENT,
                () -> driver.executeBatch("INSERT INTO t(id, v) VALUES (?, ?)", rows));
        assertThat(driver.transactionState()).isEqualTo(TransactionState.WRITE);
        driver.commit();
        assertThat(column("SELECT v FROM t")).containsExactly("before");
    }

    @Test
    void whatEndsTheRowsOfABatchIsThrownAndNothingIsLeft() {
        List<List<@Nullable Object>> rows = numbered(2_000);
        for (int end : List.of(0, 50, 1_500)) {
            List<List<@Nullable Object>> ending =
                    new AbstractList<>() {
                        @Override
                        public List<@Nullable Object> get(int index) {
                            if (index == end) {
                                throw new IllegalStateException("no row " + end);
                            }
                            return rows.get(index);
                        }

                        @Override
                        public int size() {
                            return rows.size();
                        }
                    };
            String sql = "INSERT INTO t(id, v) VALUES (?, ?) -- " + end;

            assertThatThrownBy(() -> driver.executeBatch(sql, ending))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no row " + end);
            assertThat(driver.transactionState()).isEqualTo(TransactionState.IDLE);
            assertThat(count()).isZero();
            assertThat(driver.executeBatch(sql, rows)).isEqualTo(forms().inserted(2_000, 2_000));
            driver.execute("DELETE FROM t");
        }
    }

    @Test
    void aBatchMayBeginWithShortRowsAndGoOnWithLongOnes() {
        String insert = "INSERT INTO t(id, v) VALUES (?, ?)";
        List<List<@Nullable Object>> rows =
                rows(3_000, i -> Arrays.asList(i, "x".repeat(i < 500 ? 1 : 5_000)));

        assertThat(driver.executeBatch(insert, rows)).isEqualTo(forms().inserted(3_000, 2_999));
        assertThat(driver.queryValue("SELECT sum(length(v)) FROM t")).contains(12_500_500L);
        driver.execute("DELETE FROM t");
        driver.begin(TransactionMode.WRITE);
        driver.executeBatch(insert, rows.subList(0, 2_999));
        driver.executeBatch(insert, rows.subList(2_999, 3_000));
        driver.commit();
        assertThat(driver.queryValue("SELECT sum(length(v)) FROM t")).contains(12_500_500L);
    }

    @Test
    void aBatchTakesItsRowsFromAQueryOfTheSameConversation() {
        driver.executeBatch("INSERT INTO t(id, v) VALUES (?, ?)", numbered(1_000));
        driver.begin(TransactionMode.WRITE);
        try (Rows rows = driver.query("SELECT id + 1000, v FROM t ORDER BY id LIMIT 1000")) {
            Iterable<List<@Nullable Object>> copies =
                    () ->
                            Stream.iterate(rows.next(), more -> more, _ -> rows.next())
                                    .map(_ -> Arrays.asList(rows.value(0), rows.value(1)))
                                    .iterator();
            assertThat(
                            driver.executeBatch("INSERT INTO t(id, v) VALUES (?, ?)", copies)
                                    .changedRows())
                    .isEqualTo(1_000);
        }
        driver.commit();

        assertThat(count()).isEqualTo(2_000);
        assertThat(driver.queryValue("SELECT sum(id) FROM t")).contains(2_001_000L);
    }

    /**
     * A statement for many rows.
     *
     * @param name what is special about it
     * @param setUp the statements that come first
     * @param sql the statement
     * @param rows its rows
     * @param look a query whose first column shows the outcome
     */
    public record Batch(
            String name,
            List<String> setUp,
            String sql,
            List<List<@Nullable Object>> rows,
            String look) {
        @Override
        public String toString() {
            return name;
        }
    }

    protected static List<List<@Nullable Object>> rows(
            long count, LongFunction<List<@Nullable Object>> row) {
        return LongStream.range(0, count).mapToObj(row).toList();
    }

    /** The subclass has the batches, in statements of its engine. */
    @ParameterizedTest
    @MethodSource("batches")
    void aBatchDoesWhatItsStatementDoesForOneRowAfterTheOther(Batch batch) {
        batch.setUp().forEach(driver::execute);
        List<@Nullable Object> before = column(batch.look());
        Outcome oneByOne =
                outcome(
                        batch,
                        () -> {
                            long changed = 0;
                            UpdateResult last = new UpdateResult(0, 0);
                            for (List<@Nullable Object> row : batch.rows()) {
                                last = driver.execute(batch.sql(), row.toArray());
                                changed += last.changedRows();
                            }
                            return new UpdateResult(changed, last.lastRowId());
                        });
        Outcome together = outcome(batch, () -> driver.executeBatch(batch.sql(), batch.rows()));

        assertThat(together.failure()).isEqualTo(oneByOne.failure());
        assertThat(together.result()).isEqualTo(oneByOne.result());
        assertThat(together.present())
                .isEqualTo(together.failure() == null ? oneByOne.present() : before);
        if (together.failure() == null) {
            driver.executeBatch(batch.sql(), batch.rows());
            assertThat(column(batch.look())).isEqualTo(together.present());
        }
    }

    private record Outcome(
            @Nullable UpdateResult result,
            @Nullable DatabaseErrorCode failure,
            List<@Nullable Object> present) {}

    private Outcome outcome(Batch batch, Supplier<UpdateResult> work) {
        driver.begin(TransactionMode.WRITE);
        try {
            UpdateResult result = work.get();
            return new Outcome(result, null, column(batch.look()));
        } catch (DatabaseException e) {
            return new Outcome(null, e.code(), column(batch.look()));
        } finally {
            driver.rollback();
        }
    }
}
