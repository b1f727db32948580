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
    private static final int ROWS = 400;

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
            assertThat(driver.executeBatch(sql, rows)).isEqualTo(new UpdateResult(2_000, 2_000));
            driver.execute("DELETE FROM t");
        }
    }

    @Test
    void aBatchMayBeginWithShortRowsAndGoOnWithLongOnes() {
        String insert = "INSERT INTO t(id, v) VALUES (?, ?)";
        List<List<@Nullable Object>> rows =
                rows(3_000, i -> Arrays.asList(i, "x".repeat(i < 500 ? 1 : 5_000)));

        assertThat(driver.executeBatch(insert, rows)).isEqualTo(new UpdateResult(3_000, 2_999));
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
     * @param look a query whose first column tells what became of it
     */
    record Batch(
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

    private static List<List<@Nullable Object>> rows(
            long count, LongFunction<List<@Nullable Object>> row) {
        return LongStream.range(0, count).mapToObj(row).toList();
    }

    static Stream<Batch> batches() {
        String insert = "INSERT INTO t(id, v) VALUES (?, ?)";
        String look = "SELECT quote(id) || ' ' || typeof(v) || ' ' || quote(v) FROM t ORDER BY id";
        List<List<@Nullable Object>> many = numbered(ROWS);
        return Stream.of(
                new Batch("plain", List.of(), insert, many, look),
                new Batch(
                        "values of every kind",
                        List.of(),
                        insert,
                        rows(
                                ROWS,
                                i ->
                                        Arrays.asList(
                                                i % 3 == 0 ? null : i,
                                                Arrays.asList(
                                                                null,
                                                                i,
                                                                0.5 * i,
                                                                "\u00e4\0\uD83D\uDE00",
                                                                "a\0b",
                                                                "",
                                                                new byte[] {0, 1},
                                                                true,
                                                                (int) i)
                                                        .get((int) i % 9))),
                        look),
                new Batch(
                        "comments, quotes and a semicolon",
                        List.of("CREATE TABLE \"a (b) values\"(\"v)\", w)"),
                        "/* ( */ insert into [a (b) values] -- VALUES (?)\n (\"v)\" /* , */, w)"
                                + " values ( ?, -- )\n ? ) ; -- (",
                        many,
                        "SELECT \"v)\" || w FROM \"a (b) values\" ORDER BY rowid"),
                new Batch(
                        "a database before the name",
                        List.of(),
                        "INSERT INTO main.t(id, v) VALUES (?, ?)",
                        many,
                        look),
                new Batch(
                        "numbered parameters",
                        List.of(),
                        "INSERT INTO t(v, id) VALUES (?2, ?1)",
                        many,
                        look),
                new Batch(
                        "an expression of the table itself",
                        List.of(),
                        "INSERT INTO t(id, v) VALUES (?, ? || (SELECT count(*) FROM t))",
                        many,
                        look),
                new Batch(
                        "a table of the session that hides another",
                        List.of("CREATE TEMP TABLE t(id, v)"),
                        insert,
                        many,
                        "SELECT (SELECT count(*) FROM temp.t) || ' ' || (SELECT count(*) FROM main.t)"),
                new Batch(
                        "texts and blobs of some length",
                        List.of(),
                        insert,
                        rows(40, i -> Arrays.asList(i, "x".repeat((int) (i * 977)))),
                        look),
                new Batch(
                        "a row that is there already",
                        List.of("INSERT INTO t VALUES (20, 'before')"),
                        insert,
                        many,
                        look),
                new Batch(
                        "OR IGNORE",
                        List.of("INSERT INTO t VALUES (5, 'before'), (400, 'before')"),
                        "INSERT OR IGNORE INTO t(id, v) VALUES (?, ?)",
                        many,
                        look),
                new Batch(
                        "OR FAIL",
                        List.of("INSERT INTO t VALUES (20, 'before')"),
                        "INSERT OR FAIL INTO t(id, v) VALUES (?, ?)",
                        many,
                        look),
                new Batch(
                        "OR REPLACE",
                        List.of(),
                        "INSERT OR REPLACE INTO t(id, v) VALUES (?, ?)",
                        rows(ROWS, i -> Arrays.asList(i % 7, i)),
                        look),
                new Batch(
                        "an upsert",
                        List.of(),
                        insert + " ON CONFLICT(id) DO UPDATE SET v = v || excluded.v",
                        rows(ROWS, i -> Arrays.asList(i % 7, i)),
                        look),
                new Batch(
                        "ids that the database gives",
                        List.of("CREATE TABLE a(id INTEGER PRIMARY KEY AUTOINCREMENT, v)"),
                        "INSERT INTO a(v) VALUES (?)",
                        rows(ROWS, i -> List.of(i)),
                        "SELECT id || ' ' || v || (SELECT seq FROM sqlite_sequence) FROM a"),
                new Batch(
                        "a table without row ids, with columns that are made",
                        List.of(
                                "CREATE TABLE a(k TEXT PRIMARY KEY, v NOT NULL CHECK (v < 395),"
                                        + " w AS (v || k) STORED, x DEFAULT 'x') WITHOUT ROWID"),
                        "INSERT INTO a(k, v) VALUES (?, ?)",
                        rows(394, i -> Arrays.asList("key " + i, i)),
                        "SELECT k || v || w || x FROM a"),
                new Batch(
                        "a check that fails in the end",
                        List.of("CREATE TABLE a(k, v CHECK (v < 395))"),
                        "INSERT INTO a(k, v) VALUES (?, ?)",
                        rows(ROWS, i -> Arrays.asList("key " + i, i)),
                        "SELECT k || v FROM a"),
                new Batch(
                        "a strict table and a wrong type",
                        List.of("CREATE TABLE a(k INTEGER) STRICT"),
                        "INSERT INTO a(k) VALUES (?)",
                        rows(ROWS, i -> List.of(i == 397 ? "text" : i)),
                        "SELECT k FROM a"),
                new Batch(
                        "a trigger that asks how many rows were changed",
                        List.of(
                                "CREATE TABLE log(n)",
                                "CREATE TRIGGER tr AFTER INSERT ON t BEGIN"
                                        + " INSERT INTO log VALUES (changes()); END"),
                        insert,
                        many,
                        "SELECT group_concat(n, ' ') FROM log WHERE rowid > 1"),
                new Batch(
                        "such a trigger of the session",
                        List.of(
                                "CREATE TABLE log(n)",
                                "CREATE TEMP TRIGGER tr AFTER INSERT ON t BEGIN"
                                        + " INSERT INTO log VALUES (changes()); END"),
                        insert,
                        many,
                        "SELECT group_concat(n, ' ') FROM log WHERE rowid > 1"),
                new Batch(
                        "a default that asks how many rows were changed",
                        List.of(
                                "CREATE TABLE a(id INTEGER PRIMARY KEY, v,"
                                        + " n DEFAULT (changes()))"),
                        "INSERT INTO a(v) VALUES (?)",
                        rows(ROWS, i -> List.of(i)),
                        "SELECT n FROM a WHERE id > 1"),
                new Batch(
                        "a default that asks for the row before",
                        List.of(
                                "CREATE TABLE a(id INTEGER PRIMARY KEY, v,"
                                        + " n DEFAULT (last_insert_rowid()))"),
                        "INSERT INTO a(v) VALUES (?)",
                        rows(ROWS, i -> List.of(i)),
                        "SELECT n FROM a WHERE id > 1"),
                new Batch(
                        "a trigger that ignores rows",
                        List.of(
                                "CREATE TRIGGER tr BEFORE INSERT ON t WHEN new.id % 2 BEGIN"
                                        + " SELECT RAISE(IGNORE); END"),
                        insert,
                        many,
                        look),
                new Batch(
                        "a view",
                        List.of(
                                "CREATE VIEW w AS SELECT id, v FROM t",
                                "CREATE TRIGGER tr INSTEAD OF INSERT ON w BEGIN"
                                        + " INSERT INTO t VALUES (new.id * 2, new.v); END"),
                        "INSERT INTO w(id, v) VALUES (?, ?)",
                        many,
                        look),
                new Batch(
                        "a full-text index",
                        List.of("CREATE VIRTUAL TABLE f USING fts5(v)"),
                        "INSERT INTO f(rowid, v) VALUES (?, ?)",
                        many,
                        "SELECT rowid || v FROM f WHERE f MATCH 'row'"),
                new Batch(
                        "a child before its parent",
                        List.of("CREATE TABLE a(id INTEGER PRIMARY KEY, p REFERENCES a)"),
                        "INSERT INTO a(id, p) VALUES (?, ?)",
                        rows(ROWS, i -> Arrays.asList(i, i == 0 ? null : i == 3 ? i + 1 : i - 1)),
                        "SELECT id FROM a"),
                new Batch(
                        "a child before its parent, which is looked for at the end",
                        List.of(
                                "CREATE TABLE a(id INTEGER PRIMARY KEY,"
                                        + " p REFERENCES a DEFERRABLE INITIALLY DEFERRED)"),
                        "INSERT INTO a(id, p) VALUES (?, ?)",
                        rows(ROWS, i -> Arrays.asList(i, i < 399 ? i + 1 : null)),
                        "SELECT id || coalesce(p, '') FROM a"),
                new Batch(
                        "a parent that is replaced and comes back",
                        List.of(
                                "CREATE TABLE a(id INTEGER PRIMARY KEY, k UNIQUE ON CONFLICT REPLACE)",
                                "CREATE TABLE c(p REFERENCES a)",
                                "INSERT INTO a VALUES (2, 'k1')",
                                "INSERT INTO c VALUES (2)"),
                        "INSERT INTO a(id, k) VALUES (?, ?)",
                        rows(ROWS, i -> Arrays.asList(i + 1, "k" + (i + 1))),
                        "SELECT id || k FROM a"),
                new Batch(
                        "parents that are missing",
                        List.of("CREATE TABLE c(p REFERENCES t)", "INSERT INTO t VALUES (1, 1)"),
                        "INSERT INTO c(p) VALUES (?)",
                        rows(ROWS, i -> List.of(i < 398 ? 1L : 2L)),
                        "SELECT p FROM c"));
    }

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
