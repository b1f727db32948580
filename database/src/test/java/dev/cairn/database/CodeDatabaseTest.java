package dev.cairn.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.audit.HistoryRequest;
import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.database.version.DatabaseSettings;
import dev.cairn.schema.SchemaDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door, and what a program that comes through it gets: sync, backup, history, refusals. */
final class CodeDatabaseTest {

    @TempDir Path folder;

    private CodeDatabase open(DatabaseType type) {
        return CodeDatabase.open(
                new DatabaseConfiguration(
                        type,
                        folder.resolve("data/app.db"),
                        StoragePaths.below(folder),
                        new DatabaseConfiguration.WorkerSettings(
                                false,
                                folder.resolve("logs/worker.log"),
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(10))));
    }

    private static SchemaDefinition definition(String version, String sql) {
        SchemaDefinition read = DefinitionReader.readSql(sql, "test.sql");
        return new SchemaDefinition(
                version, read.schema(), read.hints(), read.migrations(), "test.sql");
    }

    @Test
    void aChangeIsPrecededByABackupAndRecorded() {
        try (CodeDatabase database = open(DatabaseType.SQLITE)) {
            SyncResult created =
                    database.ensureSchemaSynced(definition("1.0", "CREATE TABLE t(a)"));
            assertThat(created.backupId()).isEmpty();
            assertThat(created.warnings()).singleElement().asString().contains("no rows");
            database.driver().execute("INSERT INTO t VALUES (1)");

            SyncResult changed =
                    database.ensureSchemaSynced(definition("1.1", "CREATE TABLE t(a, b)"));
            BackupManager backups = BackupManager.in(folder.resolve("backups"));
            assertThat(changed.outcome()).isEqualTo(SyncResult.Outcome.CHANGED);
            assertThat(backups.find(changed.backupId().orElseThrow()).comment())
                    .isEqualTo("before sync to version 1.1");
            assertThat(Path.of(changed.backupPath().orElseThrow())).exists();
            assertThat(DatabaseSettings.of(database.driver()).read("schema_version"))
                    .contains("1.1");
            assertThat(database.perform(new HistoryRequest(10, true), ProgressListener.NONE))
                    .satisfies(history -> {
                        assertThat(history.faults()).isEmpty();
                        assertThat(history.entries())
                                .extracting(entry -> entry.event().backupId())
                                .containsExactly(changed.backupId().orElseThrow(), "");
                    });
            assertThat(database.status().circuit()).isEqualTo(OperationPolicy.Circuit.CLOSED);
        }
    }

    /** The lock is held longer than one attempt waits for it. */
    @Test
    void aChangeThatMeetsTheLockOfAForeignProgramIsTriedAgain() throws Exception {
        try (CodeDatabase database = open(DatabaseType.SQLITE);
                Connection foreign =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + database.configuration().path());
                Statement statement = foreign.createStatement()) {
            database.driver().execute("CREATE TABLE t(a)");
            statement.execute("BEGIN IMMEDIATE");
            Thread release =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (database.status().lastFailure().isEmpty()) {
                                    LockSupport.parkNanos(1_000_000);
                                }
                                rollBack(statement);
                            });

            SyncResult changed =
                    database.ensureSchemaSynced(definition("1.0", "CREATE TABLE t(a, b)"));
            release.join();
            assertThat(changed.outcome()).isEqualTo(SyncResult.Outcome.CHANGED);
            assertThat(database.status())
                    .isEqualTo(
                            new OperationPolicy.Status(
                                    OperationPolicy.Circuit.CLOSED, Optional.empty(), 0));
        }
    }

    private static void rollBack(Statement statement) {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aBackupThatCannotBeMadeStopsTheChangeAndIsRecorded() throws IOException {
        try (CodeDatabase database = open(DatabaseType.SQLITE)) {
            database.ensureSchemaSynced(definition("1.0", "CREATE TABLE t(a)"));
            database.driver().execute("INSERT INTO t VALUES (1)");
            Files.deleteIfExists(folder.resolve("backups"));
            Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
            Files.createSymbolicLink(folder.resolve("backups"), elsewhere);

            assertThatThrownBy(() ->
                            database.ensureSchemaSynced(definition("1.1", "CREATE TABLE t(a, b)")))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("symbolic link");
            assertThat(database.driver().inspectSchema().table("t").orElseThrow().columns())
                    .hasSize(1);
            assertThat(
                            database.perform(new HistoryRequest(1, true), ProgressListener.NONE)
                                    .entries())
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.event().outcome().name()).isEqualTo("FAILED");
                        assertThat(entry.event().detail()).startsWith("BACKUP_FAILED");
                    });
            SyncRequest without =
                    new SyncRequest(
                            definition("1.1", "CREATE TABLE t(a, b)"), SyncOptions.withoutBackup());
            assertThat(database.perform(without, ProgressListener.NONE).backupId()).isEmpty();
        }
    }

    @Test
    void conversationsAreOpenedAndEndWithTheDatabase() {
        DatabaseDriver second;
        try (CodeDatabase database = open(DatabaseType.SQLITE)) {
            second = database.openDriver();
            assertThat(second.queryValue("SELECT 1")).contains(1L);
            assertThat(database.configuration().type()).isEqualTo(DatabaseType.SQLITE);
        }
        assertThatThrownBy(() -> second.queryValue("SELECT 1"))
                .isInstanceOf(DatabaseException.class);
    }

    @Test
    void aTypeThatNobodyServesIsNamed() {
        assertThatThrownBy(() -> open(DatabaseType.MYSQL))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error ->
                                assertThat(error.code())
                                        .isEqualTo(DatabaseErrorCode.INVALID_CONFIGURATION))
                .hasMessageContaining("'mysql'");
    }

    @Test
    void aFileThatIsNoDatabaseIsLetGoAgain() throws IOException {
        Path file = Files.createDirectory(folder.resolve("data")).resolve("app.db");
        Files.writeString(file, "no database ".repeat(200));
        assertThatThrownBy(() -> open(DatabaseType.SQLITE))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error -> assertThat(error.code()).isEqualTo(DatabaseErrorCode.CORRUPT));
        Files.delete(file);

        try (CodeDatabase database = open(DatabaseType.SQLITE)) {
            assertThat(database.driver().queryValue("SELECT 1")).contains(1L);
        }
    }

    @Test
    void aDefinitionThatEveryUserMayWriteIsNotUsed() throws IOException {
        Path file = Files.writeString(folder.resolve("schema.sql"), "CREATE TABLE t(a);");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--rw-"));

        assertThatThrownBy(() -> DefinitionReader.read(file))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error -> assertThat(error.code()).isEqualTo(DatabaseErrorCode.FORBIDDEN))
                .hasMessageContaining("chmod o-w");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        assertThat(DefinitionReader.read(file).schema().tables()).hasSize(1);
    }

    @Test
    void anExpressionIsNoPlaceForAStatement() {
        for (String expression : new String[] {"1); DROP TABLE x; --", "1) STRICT --", "1, y"}) {
            String json =
                    "{\"version\": \"1\", \"tables\": {\"t\": {\"columns\": [{\"name\": \"a\","
                            + " \"type\": \"TEXT\", \"default\": \""
                            + expression
                            + "\"}]}}}";
            assertThatThrownBy(() -> DefinitionReader.readJson(json, "test.json"))
                    .as(expression)
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            error ->
                                    assertThat(error.code())
                                            .isEqualTo(DatabaseErrorCode.INVALID_DEFINITION));
        }
    }
}
