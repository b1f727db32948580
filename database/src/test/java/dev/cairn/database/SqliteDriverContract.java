package dev.cairn.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every driver for a SQLite file must do, besides what all drivers do. */
public abstract class SqliteDriverContract extends DatabaseDriverContract {

    @Override
    protected EngineForms forms() {
        return EngineForms.SQLITE;
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
    void theDriverTellsWhatItIsConnectedTo() {
        DatabaseInformation information = driver.information();

        assertThat(information.type()).isEqualTo(DatabaseType.SQLITE);
        assertThat(information.engineVersion()).startsWith("3.");
        assertThat(information.location()).endsWith("contract.db");
        assertThat(ProcessHandle.of(information.ownerProcess())).isPresent();
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
                        "SELECT (SELECT count(*) FROM temp.t) || ' ' || (SELECT count(*) FROM"
                            + " main.t)"),
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
                                "CREATE TABLE a(id INTEGER PRIMARY KEY, k UNIQUE ON CONFLICT"
                                    + " REPLACE)",
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
}
