package dev.cairn.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.sync.SyncRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a driver says while it waits for a lock, and when it has waited in vain. */
class LockWaitTest {

    private static final Duration LIMIT = Duration.ofMillis(2200);
    private static final SyncOptions OPTIONS =
            new SyncOptions(Optional.empty(), false, false, true, false, false);

    @TempDir Path root;

    private Path file() {
        return root.resolve("app.db").toAbsolutePath();
    }

    private void createDatabase() {
        try (DatabaseOwnership owner = DatabaseOwnership.acquire(file(), "test");
                SqliteDriver driver = new SqliteDriver(owner, SqliteSettings.standard())) {
            driver.execute("CREATE TABLE present (a)");
        }
    }

    /** Syncs a schema while another program holds the write lock, and returns what was reported. */
    private List<String> waitInVain(String expected) {
        List<String> phases = new ArrayList<>();
        try (DatabaseOwnership owner = DatabaseOwnership.acquire(file(), "test");
                SqliteDriver driver =
                        new SqliteDriver(owner, SqliteSettings.standard().withBusyTimeout(LIMIT))) {
            SyncRequest request =
                    new SyncRequest(
                            DefinitionReader.readSql("CREATE TABLE t (a);", "t.sql"), OPTIONS);
            assertThatThrownBy(() ->
                            driver.perform(request, (phase, done, total) -> phases.add(phase)))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.BUSY))
                    .hasMessageContaining("in '" + file() + "'")
                    .hasMessageContaining(expected);
        }
        return phases;
    }

    @Test
    void aConnectionOfTheSameProgramIsNamedAsSuch() throws SQLException {
        createDatabase();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            List<String> phases = waitInVain("another connection has a transaction open: end it");

            assertThat(phases).contains("waiting for a lock of 'app.db'");
        }
    }

    @Test
    void aForeignProgramThatHoldsTheLockIsNamedWhileTheDriverWaits()
            throws IOException, InterruptedException {
        createDatabase();
        String script =
                "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
                        + "c.execute('BEGIN IMMEDIATE'); print('locked', flush=True); sys.stdin.read()";
        Process python = new ProcessBuilder("python3", "-c", script, file().toString()).start();
        try (BufferedReader output = python.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("locked");

            List<String> phases = waitInVain("process " + python.pid() + " (python3");

            assertThat(phases)
                    .anySatisfy(phase ->
                            assertThat(phase)
                                    .startsWith("waiting for process " + python.pid() + " (python3")
                                    .endsWith("which uses 'app.db'"));
        } finally {
            python.destroyForcibly();
            python.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aSecondOpenInTheSameProgramIsRefusedAtOnce() {
        try (DatabaseOwnership owner = DatabaseOwnership.acquire(file(), "test")) {
            assertThat(owner.file()).isEqualTo(file());
            long start = System.nanoTime();

            assertThatThrownBy(() ->
                            DatabaseOwnership.acquire(
                                    file(), "again", Duration.ofSeconds(30), (p, d, t) -> {}))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("already open in this program")
                    .hasMessageContaining("openDriver()");

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void namesThatSqliteTakesForSomethingElseAreRefused() {
        for (String name : List.of(":memory:", "file:x.db", "file:mem?mode=memory")) {
            assertThatThrownBy(() -> DatabaseOwnership.acquire(root.resolve(name), "test"))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e ->
                                    assertThat(e.code())
                                            .isEqualTo(DatabaseErrorCode.INVALID_CONFIGURATION))
                    .hasMessageContaining("it is not a file");
            assertThat(root.resolve(name)).doesNotExist();
        }
    }
}
