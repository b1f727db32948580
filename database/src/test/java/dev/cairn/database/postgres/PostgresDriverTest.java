package dev.cairn.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseDriverContract;
import dev.cairn.database.DatabaseDriverProvider;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.EngineForms;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract, for PostgreSQL. */
@SuppressWarnings("NullAway.Init") // The database is made before the tests.
final class PostgresDriverTest extends DatabaseDriverContract {

    private static PostgresTestDatabase server;

    @BeforeAll
    static void create() {
        server = PostgresServer.shared().createDatabase();
    }

    @AfterAll
    static void drop() {
        server.close();
    }

    @Override
    protected EngineForms forms() {
        return EngineForms.POSTGRES;
    }

    @Override
    protected DatabaseDriverProvider.DriverSource openSource(Path database) {
        server.execute("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
        return server.open();
    }

    static Stream<Batch> batches() {
        String insert = "INSERT INTO t(id, v) VALUES (?, ?)";
        String look = "SELECT id || ' ' || coalesce(quote_literal(v), 'NULL') FROM t ORDER BY id";
        return Stream.of(
                new Batch("plain", List.of(), insert, numbered(ROWS), look),
                new Batch(
                        "texts that COPY writes in another way",
                        List.of(),
                        insert,
                        rows(
                                ROWS,
                                i ->
                                        Arrays.asList(
                                                i,
                                                Arrays.asList(
                                                                null,
                                                                "\\N",
                                                                "a\tb\r\n\\.",
                                                                "\\x41",
                                                                "",
                                                                "\u00e4\uD83D\uDE00",
                                                                "\b\f\u000b")
                                                        .get((int) i % 7))),
                        look),
                new Batch(
                        "numbers, bytes and truth",
                        List.of("CREATE TABLE a(r float8, b bytea, i int, f smallint, n numeric)"),
                        "INSERT INTO a(r, b, i, f, n) VALUES (?, ?, ?, ?, ?)",
                        rows(
                                ROWS,
                                i ->
                                        Arrays.asList(
                                                i % 5 == 0 ? Double.POSITIVE_INFINITY : i / 3.0,
                                                new byte[] {(byte) i, 0, -1},
                                                i,
                                                i % 2,
                                                i)),
                        "SELECT r || encode(b, 'hex') || i || n FROM a"),
                new Batch(
                        "an expression of the table itself",
                        List.of(),
                        "INSERT INTO t(id, v) VALUES (?, ? || (SELECT count(*) FROM t))",
                        numbered(ROWS),
                        look),
                new Batch(
                        "a row that is there already",
                        List.of("INSERT INTO t VALUES (20, 'before')"),
                        insert,
                        numbered(ROWS),
                        look),
                new Batch(
                        "an upsert",
                        List.of(),
                        insert + " ON CONFLICT(id) DO UPDATE SET v = t.v || excluded.v",
                        rows(ROWS, i -> Arrays.asList(i % 7, "v" + i)),
                        look),
                new Batch(
                        "quoted names",
                        List.of("CREATE TABLE \"a (b)\"(\"v)\" text, \"W\" text)"),
                        "INSERT INTO \"a (b)\"(\"v)\", \"W\") VALUES (?, ?)",
                        rows(ROWS, i -> Arrays.asList("k" + i, "w")),
                        "SELECT \"v)\" || \"W\" FROM \"a (b)\" ORDER BY 1"),
                new Batch(
                        "an update",
                        List.of("INSERT INTO t SELECT i, 'x' FROM generate_series(1, 100) i"),
                        "UPDATE t SET v = ? WHERE id = ?",
                        rows(ROWS, i -> Arrays.asList("v" + i, i)),
                        look),
                new Batch(
                        "a check that fails in the end",
                        List.of("CREATE TABLE a(k text, v bigint CHECK (v < 395))"),
                        "INSERT INTO a(k, v) VALUES (?, ?)",
                        rows(ROWS, i -> Arrays.asList("key " + i, i)),
                        "SELECT k || v FROM a"),
                new Batch(
                        "a value of a wrong type",
                        List.of("CREATE TABLE a(k bigint)"),
                        "INSERT INTO a(k) VALUES (?)",
                        rows(ROWS, i -> Arrays.<Object>asList(i == 397 ? "text" : i)),
                        "SELECT k FROM a"),
                new Batch(
                        "a child before its parent",
                        List.of("CREATE TABLE a(id int PRIMARY KEY, p int REFERENCES a)"),
                        "INSERT INTO a(id, p) VALUES (?, ?)",
                        rows(ROWS, i -> Arrays.asList(i, i == 0 ? null : i - 1)),
                        "SELECT id FROM a"));
    }

    @Test
    void theDriverTellsWhatItIsConnectedTo() {
        try (PostgresSource source = server.open();
                DatabaseDriver driver = source.openDriver()) {
            assertThat(driver.information().type()).isEqualTo(DatabaseType.POSTGRES);
            assertThat(driver.information().engineVersion()).matches("\\d+.*");
            assertThat(driver.information().location())
                    .isEqualTo("127.0.0.1:" + server.server().port() + "/" + server.name());
        }
    }

    @Test
    void anErrorKeepsItsSqlState() {
        try (PostgresSource source = server.open();
                DatabaseDriver driver = source.openDriver()) {
            driver.execute("INSERT INTO t(id) VALUES (1)");

            assertThatThrownBy(() -> driver.execute("INSERT INTO t(id) VALUES (1)"))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.details()).contains("Key (id)=(1) already exists."))
                    .hasMessageContaining("[23505]")
                    .hasMessageContaining("t_pkey");
        }
    }
}
