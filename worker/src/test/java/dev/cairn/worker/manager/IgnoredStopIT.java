package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.SqlStatement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements of a client that go on after they were stopped, because one step of SQLite takes for
 * ever. The worker ends itself, and the other clients go on with the next one.
 */
@Timeout(300)
final class IgnoredStopIT {

    /**
     * Looks for a text in another, which takes very long: each place fits but for the last letter.
     */
    private static final String LONG_SEARCH =
            "instr(printf('%.*c', 16000000, 'a'), printf('%.*c', 8000000, 'a') || 'b')";

    private static final Duration LIMIT = Duration.ofMillis(200);

    @TempDir Path folder;

    private WorkerFixture worker() {
        return new WorkerFixture(folder, TestSettings.with(Map.of("ignoredStop", "PT1S")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT " + LONG_SEARCH,
                "INSERT INTO t(v) SELECT " + LONG_SEARCH,
                "SELECT count(*) FROM v14",
                "INSERT INTO t(v) SELECT id FROM v14",
                "SELECT count(*) FROM words WHERE words MATCH"
                        + " (SELECT substr(replace(printf('%.*c', 800000, 'x'), 'x', ' OR a'), 4))",
            })
    void theWorkerEndsAndTheOthersGoOn(String hostile) throws Exception {
        try (WorkerFixture worker = worker();
                DatabaseDriver other = worker.openWithKeys()) {
            other.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
            other.execute("CREATE VIRTUAL TABLE words USING fts5(text)");
            other.execute("INSERT INTO words VALUES ('a')");
            createViewsThatTakeForEverToPrepare(other);
            for (int i = 0; i < 20; i++) {
                other.execute("INSERT INTO t(v) VALUES (?)", "acknowledged");
            }
            ProcessHandle first = worker.process();
            try (DatabaseDriver client = worker.open()) {
                Thread thread =
                        Thread.ofPlatform()
                                .daemon()
                                .start(() ->
                                        assertThatThrownBy(() -> send(client, hostile))
                                                .isInstanceOf(DatabaseException.class));
                first.onExit().get(60, TimeUnit.SECONDS);
                thread.interrupt();
            }
            other.execute("INSERT INTO t(v) VALUES (?)", "acknowledged");
            assertThat(worker.process().pid()).isNotEqualTo(first.pid());
            assertThat(other.queryValue("SELECT count(*) FROM t WHERE v = 'acknowledged'"))
                    .contains(21L);
            assertThat(other.queryValue("SELECT count(*) FROM t")).contains(21L);
        }
    }

    /** Each is a product of the one before, and SQLite does not look at its interrupt meanwhile. */
    private static void createViewsThatTakeForEverToPrepare(DatabaseDriver driver) {
        driver.execute("CREATE VIEW v0 AS SELECT id FROM t");
        for (int i = 1; i <= 14; i++) {
            driver.execute(
                    "CREATE VIEW v%d AS SELECT x.id FROM v%d x, v%d y".formatted(i, i - 1, i - 1));
        }
    }

    private static void send(DatabaseDriver client, String sql) {
        client.execute(SqlStatement.of(sql).within(LIMIT));
    }
}
