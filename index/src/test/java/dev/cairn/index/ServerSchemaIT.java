package dev.cairn.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseLocation;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.StoragePaths;
import dev.cairn.database.SyncResult;
import dev.cairn.database.postgres.PostgresServer;
import dev.cairn.database.postgres.PostgresTestDatabase;
import dev.cairn.schema.ObjectKind;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema of an index on a real server: made, kept in its shape, and brought up to date. */
final class ServerSchemaIT {

    private static final String FORMER = "1.1.0";
    private static final String USER = "cairn_index_plain";

    @TempDir private Path folder;
    private PostgresTestDatabase server;

    @BeforeEach
    void create() {
        server = PostgresServer.shared().createDatabase();
    }

    @AfterEach
    void drop() {
        server.close();
        server.server().execute(PostgresServer.USER, "DROP ROLE IF EXISTS " + USER);
    }

    private CodeDatabase open(String schema, String user) {
        DatabaseLocation.Server usual = server.location(DatabaseLocation.Limits.STANDARD);
        return CodeDatabase.open(
                new DatabaseConfiguration(
                        DatabaseType.POSTGRES,
                        new DatabaseLocation.Server(
                                usual.hosts(),
                                usual.database(),
                                schema,
                                new DatabaseLocation.Credentials(
                                        user, Optional.empty(), Optional.empty()),
                                usual.encryption(),
                                usual.limits()),
                        StoragePaths.below(folder)));
    }

    private CodeDatabase open() {
        return open("public", PostgresServer.USER);
    }

    /** An index as a former version made it: without a table, a column and an index of today. */
    private static void makeFormer(CodeDatabase database) {
        for (String statement : ServerSchema.statements()) {
            if (!statement.contains(" edits ") && !statement.contains("idx_files_path")) {
                database.driver().execute(statement.replace("    text_hash bytea,\n", ""));
            }
        }
        database.driver()
                .execute(
                        "INSERT INTO db_settings (key, value) VALUES ('schema_version', ?)",
                        FORMER);
        database.driver().execute("INSERT INTO projects (id, root_path) VALUES ('p', '/src')");
    }

    private static Object value(CodeDatabase database, String sql) {
        return database.driver().queryValue(sql).orElse("");
    }

    @Test
    void aNewIndexHasTheDeclaredShapeAndASecondLookChangesNothing() {
        try (CodeDatabase database = open("second one", PostgresServer.USER)) {
            assertThat(CodeIndexSchema.ensure(database).outcome())
                    .isEqualTo(SyncResult.Outcome.CHANGED);
            assertThat(CodeIndexSchema.ensure(database).outcome())
                    .isEqualTo(SyncResult.Outcome.UNCHANGED);
            assertThat(
                            value(
                                    database,
                                    "SELECT string_agg(DISTINCT schemaname, ' ') FROM pg_tables"
                                            + " WHERE schemaname !~ '^(pg_|information)'"))
                    .isEqualTo("second one");
        }
    }

    @Test
    void anIndexOfAFormerVersionIsBroughtToTheDeclaredShapeWithItsRows() {
        try (CodeDatabase database = open()) {
            makeFormer(database);
            SyncResult result = CodeIndexSchema.ensure(database);

            assertThat(result.outcome()).isEqualTo(SyncResult.Outcome.CHANGED);
            assertThat(result.fromVersion()).isEqualTo(FORMER);
            assertThat(result.changesOf(ObjectKind.TABLE).added()).containsExactly("edits");
            assertThat(value(database, "SELECT count(*) FROM projects")).isEqualTo(1L);
            assertThat(value(database, "SELECT count(text_hash) FROM definitions")).isEqualTo(0L);
            assertThat(
                            value(
                                    database,
                                    "SELECT value FROM db_settings WHERE key = 'schema_version'"))
                    .isEqualTo("1.3.0");
            assertThat(CodeIndexSchema.ensure(database).outcome())
                    .isEqualTo(SyncResult.Outcome.UNCHANGED);
        }
    }

    @Test
    void whatSomebodyTookAwayComesBack() {
        try (CodeDatabase database = open()) {
            CodeIndexSchema.ensure(database);
            database.driver().execute("DROP INDEX idx_files_path");
            database.driver()
                    .execute("ALTER TABLE names DROP CONSTRAINT names_project_id_name_key");

            assertThat(CodeIndexSchema.ensure(database).outcome())
                    .isEqualTo(SyncResult.Outcome.CHANGED);
            assertThat(value(database, "SELECT to_regclass('idx_files_path')::text"))
                    .isEqualTo("idx_files_path");
            assertThat(CodeIndexSchema.ensure(database).outcome())
                    .isEqualTo(SyncResult.Outcome.UNCHANGED);
        }
    }

    @Test
    void aUserWithoutTheRightToCreateDatabasesMakesAnIndexAndIsToldWhatAChangeNeeds() {
        server.execute(
                "CREATE ROLE " + USER + " LOGIN", "CREATE SCHEMA plain AUTHORIZATION " + USER);
        try (CodeDatabase database = open("plain", USER)) {
            assertThat(CodeIndexSchema.ensure(database).outcome())
                    .isEqualTo(SyncResult.Outcome.CHANGED);
            assertThat(CodeIndexSchema.ensure(database).outcome())
                    .isEqualTo(SyncResult.Outcome.UNCHANGED);
            database.driver()
                    .execute(
                            "UPDATE db_settings SET value = '1.0.0' WHERE key ="
                                    + " 'schema_version'");
            assertThatThrownBy(() -> CodeIndexSchema.ensure(database))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.REFUSED))
                    .hasMessageContaining("ALTER ROLE \"" + USER + "\" CREATEDB")
                    .hasMessageContaining("DROP SCHEMA \"plain\" CASCADE");
        }
    }

    @Test
    void aNewerIndexIsLeftAlone() {
        try (CodeDatabase database = open()) {
            CodeIndexSchema.ensure(database);
            database.driver()
                    .execute(
                            "UPDATE db_settings SET value = '9.0.0' WHERE key ="
                                    + " 'schema_version'");

            assertThat(CodeIndexSchema.ensure(database).outcome())
                    .isEqualTo(SyncResult.Outcome.NEWER_DATABASE);
        }
    }
}
