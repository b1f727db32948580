package dev.cairn.database.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.OwnedDatabase;
import dev.cairn.database.TransactionMode;
import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.VersionMigration;
import dev.cairn.schema.VersionMigration.Phase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataMigrationsTest {

    @TempDir Path folder;

    private static VersionMigration sql(String version, Phase phase, String... statements) {
        return new VersionMigration(version, phase, List.of(statements), Optional.empty());
    }

    private static SchemaDefinition definition(String version, VersionMigration... migrations) {
        return new SchemaDefinition(
                version, Schema.empty(), DefinitionHints.none(), List.of(migrations), "test");
    }

    private static List<String> versions(DataMigrations migrations) {
        return migrations.pending().stream().map(VersionMigration::version).toList();
    }

    @Test
    void thoseBetweenTheTwoVersionsRunInTheirOrder() {
        SchemaDefinition definition =
                definition(
                        "1.10",
                        sql("1.10", Phase.AFTER, "a"),
                        sql("1.2", Phase.AFTER, "b"),
                        sql("1.9", Phase.BEFORE, "c"),
                        sql("1.11", Phase.AFTER, "d"));

        assertThat(versions(DataMigrations.between(Optional.of("1.2"), definition)))
                .containsExactly("1.9", "1.10");
        assertThat(versions(DataMigrations.between(Optional.of("1.10.0"), definition))).isEmpty();
        assertThat(versions(DataMigrations.between(Optional.empty(), definition))).isEmpty();
        assertThat(DataMigrations.between(Optional.of("1.2"), definition).describe(Phase.BEFORE))
                .containsExactly("migrate data to version 1.9");
    }

    @Test
    void statementsAndClassesOfAPhaseAreRun() {
        DataMigrations migrations =
                DataMigrations.between(
                        Optional.of("1"),
                        definition(
                                "3",
                                sql(
                                        "2",
                                        Phase.BEFORE,
                                        "UPDATE t SET v = v * 10",
                                        "UPDATE t SET v = v + 1"),
                                new VersionMigration(
                                        "3",
                                        Phase.BEFORE,
                                        List.of(),
                                        Optional.of(Doubling.class.getName())),
                                sql("3", Phase.AFTER, "DELETE FROM t")));
        try (OwnedDatabase database = OwnedDatabase.open(folder.resolve("x.db"))) {
            DatabaseDriver driver = database.driver();
            driver.execute("CREATE TABLE t(v)");
            driver.execute("INSERT INTO t VALUES (1)");
            driver.begin(TransactionMode.WRITE);
            migrations.run(Phase.BEFORE, driver);

            assertThat(driver.queryValue("SELECT v FROM t")).contains(22L);
            migrations.run(Phase.AFTER, driver);
            assertThat(driver.queryValue("SELECT count(*) FROM t")).contains(0L);
        }
    }

    /** A migration in Java, found by its name. */
    public static final class Doubling implements DataMigration {

        @Override
        public void migrate(DatabaseDriver driver) {
            driver.execute("UPDATE t SET v = v * 2");
        }
    }

    /** Breaks while it migrates. */
    public static final class Breaking implements DataMigration {

        @Override
        public void migrate(DatabaseDriver driver) {
            throw new IllegalStateException("out of ideas");
        }
    }

    @Test
    void aFailureNamesVersionAndStatement() {
        DataMigrations failing =
                DataMigrations.between(
                        Optional.of("1"),
                        definition("2", sql("2", Phase.AFTER, "SELECT 1", "UPDATE gone SET v=1")));
        DataMigrations breaking =
                DataMigrations.between(
                        Optional.of("1"),
                        definition(
                                "2",
                                new VersionMigration(
                                        "2",
                                        Phase.AFTER,
                                        List.of(),
                                        Optional.of(Breaking.class.getName()))));
        try (OwnedDatabase database = OwnedDatabase.open(folder.resolve("x.db"))) {
            assertFails(failing, database.driver())
                    .hasMessageContaining("version 2")
                    .hasMessageContaining("statement 2 (UPDATE gone SET v=1)");
            assertFails(breaking, database.driver()).hasMessageContaining("out of ideas");
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
            DataMigrations migrations, DatabaseDriver driver) {
        return assertThatThrownBy(() -> migrations.run(Phase.AFTER, driver))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error ->
                                assertThat(error.code())
                                        .isEqualTo(DatabaseErrorCode.MIGRATION_FAILED));
    }

    @Test
    void aClassThatIsNoMigrationIsRefusedBeforeAnythingRuns() {
        for (String name : List.of("no.such.Migration", "java.lang.String")) {
            VersionMigration migration =
                    new VersionMigration("2", Phase.AFTER, List.of(), Optional.of(name));
            assertThatThrownBy(() ->
                            DataMigrations.between(Optional.of("1"), definition("2", migration)))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            error ->
                                    assertThat(error.code())
                                            .isEqualTo(DatabaseErrorCode.INVALID_DEFINITION))
                    .hasMessageContaining(name);
        }
    }

    @Test
    void aVersionThatIsNoneIsRefused() {
        assertThatThrownBy(() -> DataMigrations.between(Optional.of("1.x"), definition("2")))
                .hasMessageContaining("'1.x' is no version");
    }

    @Test
    void settingsAreKeptWhereTheDatabaseDeclaresThem() {
        try (OwnedDatabase database = OwnedDatabase.open(folder.resolve("x.db"))) {
            DatabaseDriver driver = database.driver();
            DatabaseSettings settings = DatabaseSettings.of(driver);
            assertThat(settings.read("schema_version")).isEmpty();
            settings.write("schema_version", "1.0");
            settings.write("schema_version", "1.1");
            assertThat(driver.queryValue("SELECT value FROM _cairn_settings")).contains("1.1");

            driver.execute("CREATE TABLE db_settings(key TEXT PRIMARY KEY, value, updated_at)");
            assertThat(settings.read("schema_version")).contains("1.1");
            settings.write("schema_version", "1.2");
            assertThat(driver.queryValue("SELECT value FROM db_settings")).contains("1.2");
            assertThat(settings.read("schema_version")).contains("1.2");
            settings.remove("schema_version");
            assertThat(settings.read("schema_version")).isEmpty();
        }
    }
}
