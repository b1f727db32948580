package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rounds;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import dev.cairn.database.backup.BackupCreateRequest;
import dev.cairn.database.backup.BackupCreateResult;
import dev.cairn.database.backup.BackupOptions;
import dev.cairn.database.backup.RestoreRequest;
import dev.cairn.database.sqlite.DatabaseOwnership;
import dev.cairn.worker.launch.WorkerCommand;
import dev.cairn.worker.protocol.WorkerStatus;
import dev.cairn.worker.protocol.WorkerSummary;
import dev.cairn.worker.service.ServiceSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker in its own process: how it starts, is found, stops, and what its end means to clients.
 */
@Timeout(600)
final class DbWorkerIT {

    private static final String TABLE = "CREATE TABLE t(id INTEGER PRIMARY KEY, v)";

    @TempDir Path folder;

    private static void assertFails(DatabaseErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error -> assertThat(error.code()).as(error.getMessage()).isEqualTo(code));
    }

    @Test
    void theDoorOfTheDatabaseLeadsToItsWorkerAndItStops() {
        DatabaseConfiguration configuration =
                WorkerFixture.configuration(folder, folder.resolve("test.db"));
        assertThat(DbWorkerManager.status(configuration)).isEmpty();
        try (CodeDatabase database = CodeDatabase.open(configuration)) {
            assertThat(database.driver().information().ownerProcess())
                    .isNotEqualTo(ProcessHandle.current().pid());
            database.driver().execute(TABLE);
            Optional<WorkerStatus> status = DbWorkerManager.status(configuration);
            assertThat(status).isPresent();
            assertThat(status.get().process())
                    .isEqualTo(database.driver().information().ownerProcess());
            assertThat(status.get().sessions()).hasSize(1);
            WorkerSummary summary = DbWorkerManager.summary(configuration).orElseThrow();
            assertThat(summary.process()).isEqualTo(status.get().process());
            assertThat(summary.maintenance()).isEqualTo(status.get().maintenance());
        }
        assertThat(DbWorkerManager.stop(configuration, Duration.ofSeconds(1))).isTrue();
        assertThat(DbWorkerManager.status(configuration)).isEmpty();
        assertThat(DbWorkerManager.stop(configuration, Duration.ofSeconds(1))).isFalse();
        DatabaseOwnership.acquire(folder.resolve("test.db"), "test").close();
    }

    @Test
    void nothingThatTheWorkerMakesCanBeReadByOthers() throws Exception {
        try (WorkerFixture worker = new WorkerFixture(folder);
                DatabaseDriver driver = worker.open()) {
            driver.execute(TABLE);
            driver.execute("INSERT INTO t(v) VALUES (1)");
            try (var files = Files.walk(folder)) {
                for (Path file : files.filter(path -> !path.equals(folder)).toList()) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .endsWith("------");
                }
            }
        }
    }

    @Test
    void aWorkerWithoutSessionsStops() throws Exception {
        DatabaseConfiguration usual =
                WorkerFixture.configuration(folder, folder.resolve("test.db"));
        DatabaseConfiguration impatient =
                WorkerFixture.with(
                        usual,
                        new DatabaseConfiguration.WorkerSettings(
                                true,
                                usual.worker().logFile(),
                                Duration.ofMillis(300),
                                usual.worker().startTimeout()));
        try (WorkerFixture worker = new WorkerFixture(impatient, ServiceSettings.standard())) {
            ProcessHandle process = worker.process();
            process.onExit().get(20, TimeUnit.SECONDS);
            assertThat(worker.manager().address().socket()).doesNotExist();
        }
    }

    @Test
    void anotherOwnerIsNamed() {
        DatabaseConfiguration usual =
                WorkerFixture.configuration(folder, folder.resolve("test.db"));
        DatabaseConfiguration impatient =
                WorkerFixture.with(
                        usual,
                        new DatabaseConfiguration.WorkerSettings(
                                true,
                                usual.worker().logFile(),
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(6)));
        try (DatabaseOwnership _ = DatabaseOwnership.acquire(usual.path(), "a test of ownership")) {
            assertThatThrownBy(() -> new DbWorkerManager(impatient).connect("test"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("a test of ownership")
                    .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
        }
    }

    @Test
    void whatIsNoDatabaseIsSaidByTheWorkerThatCouldNotOpenIt() throws Exception {
        Path file = folder.resolve("test.db");
        Files.writeString(file, "this is no database, whatever its name says".repeat(100));
        WorkerFixture worker = new WorkerFixture(folder);
        assertFails(DatabaseErrorCode.CORRUPT, worker::open);
        assertThat(file).hasContent("this is no database, whatever its name says".repeat(100));
    }

    @Test
    void aWorkerThatEndsWithoutAWordIsNoticedAtOnce() throws Exception {
        WorkerFixture worker = new WorkerFixture(folder);
        String usual = System.getProperty(WorkerCommand.OPTIONS_PROPERTY, "");
        System.setProperty(WorkerCommand.OPTIONS_PROPERTY, "-XX:NoSuchOption");
        try {
            long start = System.nanoTime();
            assertFails(DatabaseErrorCode.WORKER_FAILED, worker::open);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(worker.configuration().worker().startTimeout());
        } finally {
            System.setProperty(WorkerCommand.OPTIONS_PROPERTY, usual);
        }
        Path log = worker.configuration().worker().logFile();
        assertThat(log.resolveSibling(log.getFileName() + ".err"))
                .content()
                .contains("NoSuchOption");
        try (var files = Files.list(log.getParent())) {
            assertThat(files.filter(file -> file.toString().contains("start-"))).isEmpty();
        }
    }

    @Test
    void manyStartersGetOneWorker() throws Exception {
        for (int round = 0; round < Rounds.of(1, 1, 50); round++) {
            startManyTimesAtOnce();
        }
    }

    private void startManyTimesAtOnce() throws Exception {
        try (WorkerFixture worker = new WorkerFixture(folder)) {
            Set<Long> processes = ConcurrentHashMap.newKeySet();
            List<Thread> starters = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                starters.add(
                        Thread.ofPlatform()
                                .start(() -> {
                                    try (DatabaseDriver driver = worker.open()) {
                                        processes.add(driver.information().ownerProcess());
                                    }
                                }));
            }
            for (Thread starter : starters) {
                starter.join();
            }
            assertThat(processes).hasSize(1);
        }
    }

    @Test
    void aWorkerThatWasKilledIsTheNextOnesCrashUntilOneStopsInOrder() throws Exception {
        try (WorkerFixture worker = new WorkerFixture(folder)) {
            for (int round = 1; round <= 2; round++) {
                ProcessHandle process = worker.process();
                process.destroyForcibly();
                process.onExit().get(10, TimeUnit.SECONDS);
                long killed = process.pid();
                worker.process();
                assertThat(worker.manager().status())
                        .hasValueSatisfying(status -> {
                            assertThat(status.lastCrash()).startsWith("process " + killed);
                            assertThat(status.lastError()).isEmpty();
                        })
                        .map(WorkerStatus::restarts)
                        .contains(round);
            }
            worker.manager().stop(Duration.ofSeconds(1));
            worker.process();
            assertThat(worker.manager().status().map(WorkerStatus::restarts)).contains(0);
        }
    }

    @Test
    void whatAWorkerMeetsThatFollowsACrashIsLookedThrough() throws Exception {
        try (WorkerFixture worker = new WorkerFixture(folder)) {
            try (DatabaseDriver driver = worker.open()) {
                driver.execute(TABLE);
                driver.execute("CREATE INDEX t_v ON t(v)");
                driver.executeBatch(
                        "INSERT INTO t(v) VALUES (?)",
                        Collections.nCopies(20_000, List.of("x".repeat(100))));
            }
            ProcessHandle process = worker.process();
            worker.manager().stop(Duration.ofSeconds(1));
            Path database = folder.resolve("test.db");
            damagePage(database, 40);
            Files.writeString(worker.manager().address().record(), Long.toString(process.pid()));
            worker.process();
            while (worker.manager().status().orElseThrow().lastError().isEmpty()) {
                Thread.sleep(10);
            }
            assertThat(worker.manager().status().orElseThrow().lastError())
                    .contains("the database is damaged")
                    .contains("cairn schema verify");
        }
    }

    /** The database is so large that to look through it takes longer than the restore. */
    @Test
    void aRestoreRightAfterACrashDoesNotWaitForTheLookThroughTheDatabase() throws Exception {
        Path backups = folder.resolve("backups");
        try (WorkerFixture worker = new WorkerFixture(folder)) {
            BackupCreateResult backup;
            try (DatabaseDriver driver = worker.open()) {
                driver.execute(TABLE);
                driver.execute("INSERT INTO t(v) VALUES ('saved')");
                backup =
                        driver.perform(
                                new BackupCreateRequest(
                                        backups, BackupOptions.plain("test"), false),
                                ProgressListener.NONE);
                driver.execute(
                        "INSERT INTO t(v) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
                                + " FROM n LIMIT 60) SELECT zeroblob(8000000) FROM n");
            }
            ProcessHandle process = worker.process();
            process.destroyForcibly();
            process.onExit().get(10, TimeUnit.SECONDS);
            try (DatabaseDriver driver = worker.open()) {
                driver.perform(
                        new RestoreRequest(
                                backups,
                                backup.manifest().orElseThrow().id(),
                                Optional.empty(),
                                false),
                        ProgressListener.NONE);
                assertThat(driver.queryValue("SELECT count(*) FROM t")).contains(1L);
            }
        }
    }

    private static void damagePage(Path database, int page) throws IOException {
        try (FileChannel channel = FileChannel.open(database, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[4096]), page * 4096L);
        }
    }

    @Test
    void theEndOfTheWorkerIsToldAtOnceAndTheNextOpenStartsAnother() throws Exception {
        try (WorkerFixture worker = new WorkerFixture(folder);
                DatabaseDriver reader = worker.open();
                DatabaseDriver writer = worker.open();
                DatabaseDriver inTransaction = worker.open()) {
            reader.execute(TABLE);
            reader.executeBatch(
                    "INSERT INTO t(v) VALUES (?)",
                    Collections.nCopies(20_000, List.of("x".repeat(100))));
            inTransaction.begin(TransactionMode.WRITE);
            inTransaction.execute("DELETE FROM t");
            var rows = reader.query("SELECT * FROM t");
            assertThat(rows.next()).isTrue();
            Thread waiting =
                    Thread.ofPlatform()
                            .start(() ->
                                    assertFails(
                                            DatabaseErrorCode.IN_DOUBT,
                                            () ->
                                                    writer.execute(
                                                            "INSERT INTO t(v) VALUES" + " (1)")));
            Thread.sleep(100);

            ProcessHandle killed =
                    ProcessHandle.of(reader.information().ownerProcess()).orElseThrow();
            killed.destroyForcibly();
            long start = System.nanoTime();
            waiting.join();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofMillis(500));
            assertFails(
                    DatabaseErrorCode.CONNECTION_LOST,
                    () -> {
                        while (rows.next()) {
                            // Those that came before the end are there.
                        }
                    });
            assertFails(
                    DatabaseErrorCode.CONNECTION_LOST,
                    () -> inTransaction.execute("INSERT INTO t(v) VALUES (2)"));
            assertThat(inTransaction.transactionState()).isEqualTo(TransactionState.FAILED);
            inTransaction.rollback();

            assertThat(inTransaction.queryValue("SELECT count(*) FROM t")).contains(20_000L);
            assertThat(reader.queryValue("PRAGMA integrity_check")).contains("ok");
            assertThat(reader.information().ownerProcess()).isNotEqualTo(killed.pid());
        }
    }
}
