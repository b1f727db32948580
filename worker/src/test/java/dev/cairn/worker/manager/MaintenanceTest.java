package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rounds;
import dev.cairn.database.Rows;
import dev.cairn.database.SyncResult;
import dev.cairn.database.backup.BackupCreateRequest;
import dev.cairn.database.backup.BackupCreateResult;
import dev.cairn.database.backup.BackupOptions;
import dev.cairn.database.backup.RestoreRequest;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.Response;
import dev.cairn.worker.protocol.ResponseReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Work on the whole database, while other clients are connected. */
@Timeout(60)
final class MaintenanceTest {

    private static final String FIRST = "CREATE TABLE t(id INTEGER PRIMARY KEY, v);";
    private static final String SECOND =
            "CREATE TABLE t(id INTEGER PRIMARY KEY, v, extra TEXT); CREATE INDEX i ON t(v);";

    @TempDir Path folder;

    private static SchemaDefinition definition(String sql) {
        return DefinitionReader.readSql(sql, "test.sql");
    }

    @Test
    void aRequestNamesNothingOutsideTheFoldersThatWereConfigured(@TempDir Path elsewhere)
            throws Exception {
        try (InProcessWorker worker = new InProcessWorker(folder);
                DatabaseDriver driver = worker.open()) {
            driver.syncSchema(definition(FIRST), folder.resolve("backups"));
            Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);
            for (Path outside :
                    List.of(
                            elsewhere,
                            folder.resolve("../outside"),
                            link.resolve("deeper"),
                            Path.of("relative"))) {
                assertThatThrownBy(() -> driver.syncSchema(definition(SECOND), outside))
                        .isInstanceOfSatisfying(
                                DatabaseException.class,
                                error ->
                                        assertThat(error.code())
                                                .as(error.getMessage())
                                                .isEqualTo(DatabaseErrorCode.FORBIDDEN))
                        .hasMessageContaining("\"folders\"");
            }
            assertThat(elsewhere).isEmptyDirectory();
            assertThat(driver.inspectSchema().tables()).hasSize(1);
            assertThat(driver.syncSchema(definition(SECOND), folder.resolve("new")).outcome())
                    .isEqualTo(SyncResult.Outcome.CHANGED);
        }
    }

    /** As a client could write it that does not use the proxy. */
    @Test
    void pathsThatAreNoneAreRefusedToo() throws Exception {
        try (InProcessWorker worker = new InProcessWorker(folder);
                DatabaseDriver driver = worker.open();
                RawClient hostile = new RawClient(worker.socket())) {
            driver.execute("CREATE TABLE t(v)");
            hostile.receive();
            for (String path :
                    List.of(
                            "/etc",
                            "file:///etc",
                            "jar:file:/x.zip!/a",
                            "jrt:/java.base",
                            "http://x/y",
                            "\\u0000",
                            "..",
                            "",
                            folder + "/../..")) {
                String document = "{\"folder\":\"" + path + "\"}";
                hostile.send(new Request.Perform("BackupListRequest", document));
                assertThat(ResponseReader.read(hostile.receive()))
                        .as(path)
                        .isInstanceOfSatisfying(
                                Response.Failure.class,
                                failure ->
                                        assertThat(failure.toException().code())
                                                .as(path + ": " + failure)
                                                .isIn(
                                                        DatabaseErrorCode.FORBIDDEN,
                                                        DatabaseErrorCode.PROTOCOL));
            }
            assertThat(driver.queryValue("SELECT count(*) FROM t")).contains(0L);
        }
    }

    @Test
    void theSchemaChangesUnderClientsThatWriteAndRead() throws Exception {
        for (int round = 0; round < Rounds.of(1, 1, 50); round++) {
            changeTheSchemaUnderClients(
                    Files.createDirectory(folder.resolve(Integer.toString(round))));
        }
    }

    private static void changeTheSchemaUnderClients(Path own) throws Exception {
        try (InProcessWorker worker = new InProcessWorker(own);
                DatabaseDriver control = worker.open();
                DatabaseDriver writer = worker.open();
                DatabaseDriver reader = worker.open()) {
            Path backups = own.resolve("backups");
            assertThat(control.syncSchema(definition(FIRST), backups).outcome())
                    .isEqualTo(SyncResult.Outcome.CHANGED);
            writer.execute("INSERT INTO t(v) VALUES (?)", 1);
            Rows open = reader.query("SELECT * FROM t");
            assertThat(open.columns()).containsExactly("id", "v");

            AtomicBoolean stop = new AtomicBoolean();
            List<Throwable> failures = new ArrayList<>();
            Thread writing =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    while (!stop.get()) {
                                        writer.execute("INSERT INTO t(v) VALUES (?)", 2);
                                    }
                                } catch (RuntimeException e) {
                                    failures.add(e);
                                }
                            });
            SyncResult changed = control.syncSchema(definition(SECOND), backups);
            assertThat(changed.changesOf(ObjectKind.COLUMN).added()).containsExactly("t.extra");
            assertThat(changed.changesOf(ObjectKind.INDEX).added()).containsExactly("i");
            assertThat(changed.backupPath()).isPresent();
            stop.set(true);
            writing.join();
            assertThat(failures).isEmpty();

            assertThat(open.next()).isTrue();
            open.close();
            try (Rows rows = reader.query("SELECT * FROM t")) {
                assertThat(rows.columns()).containsExactly("id", "v", "extra");
            }
            assertThat(control.syncSchema(definition(SECOND), backups).outcome())
                    .isEqualTo(SyncResult.Outcome.UNCHANGED);
            control.execute("DROP TABLE t");
            assertThatThrownBy(() -> reader.query("SELECT * FROM t"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("no such table");
        }
    }

    @Test
    void aBackupIsMadeAndRestoredUnderConnectedClients() {
        try (InProcessWorker worker = new InProcessWorker(folder);
                DatabaseDriver control = worker.open();
                DatabaseDriver other = worker.open()) {
            other.execute("CREATE TABLE t(v)");
            other.execute("INSERT INTO t VALUES (1)");
            Path backups = folder.resolve("backups");
            List<String> phases = new ArrayList<>();
            BackupCreateResult backup =
                    control.perform(
                            new BackupCreateRequest(backups, BackupOptions.plain("test"), false),
                            (phase, done, total) -> phases.add(phase));
            assertThat(backup.manifest()).isPresent();
            assertThat(phases).isNotEmpty();
            other.execute("INSERT INTO t VALUES (2)");
            RestoreRequest restore =
                    new RestoreRequest(
                            backups, backup.manifest().orElseThrow().id(), Optional.empty(), false);

            try (Rows open = other.query("SELECT t.v FROM t, t AS u, t AS w")) {
                assertThat(open.next()).isTrue();
            }
            control.perform(restore, ProgressListener.NONE);
            assertThat(other.queryValue("SELECT count(*) FROM t")).contains(1L);
            other.execute("INSERT INTO t VALUES (3)");
            assertThat(control.queryValue("SELECT count(*) FROM t")).contains(2L);
            assertThat(control.queryValue("PRAGMA integrity_check")).contains("ok");
        }
    }

    @Test
    void whatIsNotOnTheListIsNotDone() {
        try (InProcessWorker worker = new InProcessWorker(folder);
                DatabaseDriver driver = worker.open()) {
            record Unknown(String name) implements MaintenanceRequest<String> {
                @Override
                public Class<String> resultType() {
                    return String.class;
                }

                @Override
                public Access access() {
                    return Access.READ;
                }

                @Override
                public String perform(DatabaseDriver database, ProgressListener progress) {
                    return name;
                }
            }
            assertThatThrownBy(() -> driver.perform(new Unknown("x"), ProgressListener.NONE))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            error ->
                                    assertThat(error.code())
                                            .isEqualTo(DatabaseErrorCode.FORBIDDEN));
        }
    }

    @Test
    void whatIsMeasuredIsToldInBothForms() {
        try (InProcessWorker worker = new InProcessWorker(folder);
                DatabaseDriver driver = worker.open()) {
            driver.execute("CREATE TABLE t(v)");
            assertThatThrownBy(() -> driver.execute("ATTACH 'x' AS y"))
                    .isInstanceOf(DatabaseException.class);
            assertThat(worker.manager().status().orElseThrow().metrics())
                    .containsEntry("cairn.worker.errors.FORBIDDEN.count", 1.0)
                    .containsKey("cairn.worker.requests.execute.total_time")
                    .containsKey("cairn.worker.lock.wait.count")
                    .containsKey("cairn.database.pages.value");
            assertThat(worker.manager().metrics().orElseThrow())
                    .contains("cairn_worker_errors_total{code=\"FORBIDDEN\"} 1.0")
                    .contains("# TYPE cairn_database_wal_bytes gauge");
        }
    }
}
