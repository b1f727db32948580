package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.OperationPolicy;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.worker.protocol.WorkerStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who opens a database without a worker of its own meets the worker that owns it already. */
@Timeout(120)
final class OwnerIsAskedIT {

    private static final SchemaDefinition DEFINITION =
            DefinitionReader.readSql("CREATE TABLE t(id INTEGER PRIMARY KEY, v, w);", "test.sql");

    @TempDir Path folder;

    private DatabaseConfiguration withWorker() {
        return WorkerFixture.configuration(folder, folder.resolve("test.db"));
    }

    @AfterEach
    void stopWorker() {
        DbWorkerManager.stop(withWorker(), Duration.ofSeconds(1));
    }

    @Test
    void workOnAnOwnedFileIsDoneByItsOwner() {
        DatabaseConfiguration configuration = withWorker();
        try (CodeDatabase owned = CodeDatabase.open(configuration)) {
            owned.driver().execute("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
            owned.driver().execute("INSERT INTO t(v) VALUES (1)");
            long worker = owned.driver().information().ownerProcess();

            try (CodeDatabase asked = CodeDatabase.open(configuration.withoutWorker())) {
                assertThat(asked.driver().information().ownerProcess()).isEqualTo(worker);
                SyncResult result =
                        asked.perform(
                                new SyncRequest(DEFINITION, SyncOptions.withoutBackup()),
                                ProgressListener.NONE);
                assertThat(result.outcome()).isEqualTo(SyncResult.Outcome.CHANGED);
            }
            assertThat(owned.driver().queryValue("SELECT count(w) + count(v) FROM t")).contains(1L);
        }
    }

    @Test
    void theWorkerOfAnotherConfigurationIsFoundAndStopped() {
        DatabaseConfiguration configuration = withWorker();
        CodeDatabase.open(configuration).close();
        DatabaseConfiguration other = configuration.withoutWorker();

        assertThat(DbWorkerManager.status(other)).map(WorkerStatus::state).contains("running");
        assertThat(DbWorkerManager.stop(other, Duration.ofSeconds(5))).isTrue();
        assertThat(DbWorkerManager.status(other)).isEmpty();
    }

    /** The file with the owner's socket can come with a database that another user made. */
    @Test
    void aForeignOwnerFileDoesNotLeadToTheDatabaseOfAnotherWorker() throws IOException {
        DatabaseConfiguration configuration = withWorker();
        try (CodeDatabase owned = CodeDatabase.open(configuration)) {
            owned.driver().execute("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
            Path place = Files.createDirectory(folder.resolve("received"));
            Path received = place.resolve("app.db");
            Files.copy(
                    folder.resolve("test.db.owner-info"),
                    received.resolveSibling("app.db.owner-info"));
            DatabaseConfiguration other =
                    WorkerFixture.configuration(place, received).withoutWorker();

            assertThat(DbWorkerManager.status(other)).isEmpty();
            assertThat(DbWorkerManager.stop(other, Duration.ofSeconds(1))).isFalse();
            try (CodeDatabase asked = CodeDatabase.open(other)) {
                assertThat(asked.driver().information().ownerProcess())
                        .isEqualTo(ProcessHandle.current().pid());
                asked.driver().execute("CREATE TABLE injected(a)");
            }
            assertThat(
                            owned.driver()
                                    .queryValue(
                                            "SELECT count(*) FROM sqlite_schema WHERE name = 'injected'"))
                    .contains(0L);
        }
    }

    @Test
    void whatAKilledWorkerLeftDoesNotStandInTheWay() {
        DatabaseConfiguration configuration = withWorker();
        ProcessHandle worker;
        try (CodeDatabase owned = CodeDatabase.open(configuration)) {
            owned.driver().execute("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
            worker = ProcessHandle.of(owned.driver().information().ownerProcess()).orElseThrow();
        }
        worker.destroyForcibly();
        worker.onExit().join();

        try (CodeDatabase own = CodeDatabase.open(configuration.withoutWorker())) {
            assertThat(own.driver().information().ownerProcess())
                    .isEqualTo(ProcessHandle.current().pid());
            assertThat(own.driver().queryValue("SELECT count(*) FROM t")).contains(0L);
        }
    }

    @Test
    void aDatabaseThatFailsRepeatedlyIsLeftAloneAndTheStatusSaysSo() throws IOException {
        DatabaseConfiguration configuration = withWorker();
        try (CodeDatabase database = CodeDatabase.open(configuration)) {
            database.driver().execute("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
            // Without its database file the worker would soon end.
            Path file = configuration.path();
            Files.delete(file.resolveSibling(file.getFileName() + "-wal"));

            // Five attempts each: the second opens the circuit.
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> sync(database))
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("was removed or replaced");
            }
            assertThatThrownBy(() -> sync(database))
                    .hasMessageContaining("failed repeatedly and is left alone");
            assertThat(DbWorkerManager.status(configuration).orElseThrow().maintenance())
                    .satisfies(status -> {
                        assertThat(status.circuit()).isEqualTo(OperationPolicy.Circuit.OPEN);
                        assertThat(status.lastFailure().orElseThrow()).contains("was removed");
                        assertThat(status.opensAgainInMillis()).isPositive();
                    });
        }
    }

    private static void sync(CodeDatabase database) {
        database.perform(
                new SyncRequest(DEFINITION, SyncOptions.withoutBackup()), ProgressListener.NONE);
    }
}
