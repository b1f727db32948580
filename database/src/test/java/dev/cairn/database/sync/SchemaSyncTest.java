package dev.cairn.database.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.SyncResult.Outcome;
import dev.cairn.database.TimeLimit;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.VersionMigration;
import dev.cairn.schema.VersionMigration.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaSyncTest {

    private static final String TABLE =
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INTEGER);";
    private static final String NOT_NULL =
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b INTEGER NOT NULL);";
    private static final SyncOptions RECORDING = SyncOptions.withoutBackup();

    @TempDir Path folder;
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("app.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static SchemaDefinition version(
            String version, String sql, VersionMigration... migrations) {
        SchemaDefinition read = DefinitionReader.readSql(sql, "app.sql");
        return new SchemaDefinition(
                version, read.schema(), read.hints(), List.of(migrations), "app.sql");
    }

    private static VersionMigration migration(String version, Phase phase, String... statements) {
        return new VersionMigration(version, phase, List.of(statements), Optional.empty());
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
        database.run(TABLE + "INSERT INTO t VALUES (1, 'x', 1)");
        SyncOptions dry = new SyncOptions(Optional.empty(), false, true, true, false, false);
        SyncResult result = database.sync(NOT_NULL + "CREATE INDEX t_a ON t(a);", dry);
        assertThat(result.outcome()).isEqualTo(Outcome.PLANNED);
        assertThat(result.steps())
                .containsExactly(
                        "make 't.a' NOT NULL", "make 't.b' NOT NULL", "create index 't_a' on 't'");
        assertThat(result.plan().steps().getFirst().statements())
                .containsExactly("ALTER TABLE \"t\" ALTER COLUMN \"a\" SET NOT NULL");
        assertThat(result.plan().isForbidden()).isFalse();
        assertThat(database.rows("SELECT sql FROM sqlite_schema"))
                .containsExactly(TABLE.replace(";", ""));
    }

    @Test
    void aDryRunTellsWhatForbidsThePlan() {
        database.run(TABLE + "INSERT INTO t VALUES (4, NULL, 1)");
        SyncOptions dry = new SyncOptions(Optional.empty(), false, true, true, false, false);
        assertThat(database.sync(NOT_NULL, dry).plan().obstacles())
                .containsExactly(
                        "cannot make t.a NOT NULL: 1 of 1 row hold NULL (id 4); give the column a"
                                + " backfill, or fix the rows first");
    }

    @Test
    void aDryRunWarnsOfWhatThePlanCosts() {
        database.run(TABLE + "INSERT INTO t VALUES (1, 'x', 1)");
        SyncOptions dry = new SyncOptions(Optional.empty(), true, true, true, false, false);
        SyncResult result = database.sync("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);", dry);
        assertThat(result.warnings())
                .containsExactly(
                        "step-drops-data: drop column 't.b': drops the values of 't.b'; make sure"
                                + " that nothing needs it, and keep the backup");
    }

    @Test
    void aDryRunTellsWhichKeptViewsAndTriggersAChangeWouldBreak() {
        database.run(
                TABLE
                        + "CREATE VIEW v AS SELECT a, b FROM t;"
                        + "CREATE VIEW kept AS SELECT b FROM v;"
                        + "CREATE TRIGGER noted AFTER INSERT ON t BEGIN SELECT b FROM v; END;"
                        + "CREATE VIEW broken AS SELECT nowhere FROM t;");
        String narrower = TABLE + "CREATE VIEW v AS SELECT a FROM t;";
        SyncOptions dry = new SyncOptions(Optional.empty(), false, true, true, false, false);
        assertThat(database.sync(narrower, dry).plan().obstacles())
                .satisfiesExactly(
                        kept ->
                                assertThat(kept)
                                        .contains("afterwards 'kept' could not be used")
                                        .contains("no such column: b"),
                        noted ->
                                assertThat(noted).contains("afterwards 'noted' could not be used"));
        assertThatThrownBy(() -> database.sync(narrower, TestDatabase.PLAIN))
                .hasMessageContaining("the schema was not changed: cannot carry out the plan");
    }

    @Test
    void theResultNamesWhatWasDone() {
        database.run(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, old TEXT);"
                        + "CREATE TABLE gone (x); CREATE INDEX ti ON t(a);"
                        + "CREATE VIEW v AS SELECT a FROM t;"
                        + "CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT 1; END;");
        SyncResult result =
                database.sync(
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL, fresh TEXT);"
                                + "CREATE TABLE made (x); CREATE INDEX tj ON t(a);"
                                + "CREATE VIEW w AS SELECT a FROM t;"
                                + "CREATE VIRTUAL TABLE f USING fts5(a);",
                        TestDatabase.PRUNING);
        assertThat(result.changesOf(ObjectKind.TABLE).added()).containsExactly("made");
        assertThat(result.changesOf(ObjectKind.TABLE).removed()).containsExactly("gone");
        assertThat(result.changesOf(ObjectKind.COLUMN).added()).containsExactly("t.fresh");
        assertThat(result.changesOf(ObjectKind.COLUMN).removed()).containsExactly("t.old");
        assertThat(result.changesOf(ObjectKind.COLUMN).modified()).containsExactly("t.a");
        assertThat(result.changesOf(ObjectKind.INDEX).added()).containsExactly("tj");
        assertThat(result.changesOf(ObjectKind.INDEX).removed()).containsExactly("ti");
        assertThat(result.changesOf(ObjectKind.VIEW).added()).containsExactly("w");
        assertThat(result.changesOf(ObjectKind.VIEW).removed()).containsExactly("v");
        assertThat(result.changesOf(ObjectKind.TRIGGER).removed()).containsExactly("tr");
        assertThat(result.changesOf(ObjectKind.VIRTUAL_TABLE).added()).containsExactly("f");
    }

    @Test
    void aSyncWithNothingToDoWritesNothing() {
        SchemaDefinition definition = version("1.0.0", TABLE);
        database.sync(definition, RECORDING);
        try (DatabaseDriver watcher = database.another()) {
            Optional<Object> before = watcher.queryValue("PRAGMA data_version");
            SyncResult again = database.sync(definition, RECORDING);
            assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
            assertThat(watcher.queryValue("PRAGMA data_version")).isEqualTo(before);
        }
    }

    @Test
    void versionAndAuditAreRecordedWithTheChange() {
        SyncResult result = database.sync(version("1.2.0", TABLE), RECORDING);
        assertThat(result.fromVersion()).isEmpty();
        assertThat(result.toVersion()).isEqualTo("1.2.0");
        assertThat(database.rows("SELECT value FROM _cairn_settings WHERE key = 'schema_version'"))
                .containsExactly("1.2.0");
        assertThat(database.rows("SELECT action, to_version, outcome FROM _cairn_audit"))
                .containsExactly("sync|1.2.0|DONE");
    }

    @Test
    void nothingIsRecordedWhenItWasNotAskedFor() {
        database.sync(version("1.2.0", TABLE), TestDatabase.PLAIN);
        assertThat(database.rows("SELECT name FROM sqlite_schema")).containsExactly("t");
    }

    @Test
    void aNewerDatabaseIsLeftAlone() {
        database.sync(version("1.10.0", TABLE), RECORDING);
        SyncResult result = database.sync(version("1.9.0", NOT_NULL), RECORDING);
        assertThat(result.outcome()).isEqualTo(Outcome.NEWER_DATABASE);
        assertThat(result.warnings()).singleElement().asString().contains("1.10.0", "1.9.0");
        assertThat(database.rows("SELECT sql FROM sqlite_schema WHERE name = 't'"))
                .containsExactly(TABLE.replace(";", ""));
    }

    @Test
    void migrationsBetweenTwoVersionsRunInTheirOrderAndOnce() {
        String log = TABLE + "CREATE TABLE log (n INTEGER PRIMARY KEY, v TEXT);";
        database.sync(version("1.0.0", log), RECORDING);
        SchemaDefinition next =
                version(
                        "1.10.0",
                        log,
                        migration("1.10.0", Phase.AFTER, "INSERT INTO log(v) VALUES ('1.10')"),
                        migration("1.9.0", Phase.AFTER, "INSERT INTO log(v) VALUES ('1.9')"),
                        migration("1.0.0", Phase.AFTER, "INSERT INTO log(v) VALUES ('1.0')"),
                        migration("2.0.0", Phase.AFTER, "INSERT INTO log(v) VALUES ('2.0')"));
        assertThat(database.sync(next, RECORDING).outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(database.sync(next, RECORDING).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(database.rows("SELECT v FROM log ORDER BY n")).containsExactly("1.9", "1.10");
    }

    @Test
    void aMigrationBeforeTheStepsCanFixTheRowsThatForbidThem() {
        database.sync(version("1.0.0", TABLE), RECORDING);
        database.run("INSERT INTO t VALUES (1, NULL, 1)");
        String fix = "UPDATE t SET a = 'fixed' WHERE a IS NULL";
        database.sync(version("1.1.0", NOT_NULL, migration("1.1.0", Phase.BEFORE, fix)), RECORDING);
        assertThat(database.rows("SELECT a FROM t")).containsExactly("fixed");
    }

    @Test
    void whatAMigrationLeavesUnfixedIsRefusedAndUndone() {
        database.sync(version("1.0.0", TABLE), RECORDING);
        database.run("INSERT INTO t VALUES (1, NULL, NULL)");
        String fix = "UPDATE t SET a = 'fixed' WHERE a IS NULL";
        SchemaDefinition next = version("1.1.0", NOT_NULL, migration("1.1.0", Phase.BEFORE, fix));
        assertThatThrownBy(() -> database.sync(next, RECORDING))
                .hasMessageContaining("t.b NOT NULL")
                .hasMessageNotContaining("t.a NOT NULL");
        assertThat(database.rows("SELECT a FROM t")).containsExactly("null");
    }

    @Test
    void aMigrationThatFailsUndoesTheStepsToo() {
        database.sync(version("1.0.0", TABLE), RECORDING);
        SchemaDefinition next =
                version(
                        "1.1.0",
                        TABLE + "CREATE TABLE more (x);",
                        migration("1.1.0", Phase.AFTER, "INSERT INTO nowhere VALUES (1)"));
        assertThatThrownBy(() -> database.sync(next, RECORDING))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.MIGRATION_FAILED));
        assertThat(database.rows("SELECT name FROM sqlite_schema WHERE name = 'more'")).isEmpty();
        assertThat(database.rows("PRAGMA foreign_keys")).containsExactly("1");
    }

    @Test
    void theSettingOfForeignKeysIsRestored() {
        database.driver().execute("PRAGMA foreign_keys = OFF");
        database.sync(TABLE, TestDatabase.PLAIN);
        assertThat(database.rows("PRAGMA foreign_keys")).containsExactly("0");
        database.driver().execute("PRAGMA foreign_keys = ON");
        database.sync(TABLE.replace("a TEXT", "a TEXT UNIQUE"), TestDatabase.PLAIN);
        assertThat(database.rows("PRAGMA foreign_keys")).containsExactly("1");
        assertThat(database.rows("PRAGMA legacy_alter_table")).containsExactly("0");
    }

    @Test
    void insideATransactionNothingIsBegun() {
        database.run(TABLE);
        database.driver().begin(TransactionMode.WRITE);
        assertThatThrownBy(() -> database.sync(NOT_NULL, TestDatabase.PLAIN))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.TRANSACTION_STATE));
        database.driver().rollback();
    }

    @Test
    void aSchemaThatOthersChangedMeanwhileIsPlannedAnew() {
        database.run(TABLE + "INSERT INTO t VALUES (1, 'x', 1)");
        AtomicBoolean once = new AtomicBoolean(true);
        ProgressListener meddler =
                (phase, done, total) -> {
                    if (phase.startsWith("check") && once.getAndSet(false)) {
                        try (DatabaseDriver other = database.another()) {
                            other.execute("CREATE INDEX others ON t(b)");
                        }
                    }
                };
        SyncResult result =
                database.driver()
                        .perform(
                                new SyncRequest(
                                        DefinitionReader.readSql(NOT_NULL, "app.sql"),
                                        TestDatabase.PLAIN),
                                meddler);
        assertThat(result.outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(result.plan().leftAlone()).containsExactly("others");
    }

    @Test
    void rowsThatOthersWroteMeanwhileAreAskedAgain() {
        database.run(TABLE + "INSERT INTO t VALUES (1, 'x', 1)");
        AtomicBoolean once = new AtomicBoolean(true);
        ProgressListener meddler =
                (phase, done, total) -> {
                    if (phase.startsWith("check") && done > 0 && once.getAndSet(false)) {
                        try (DatabaseDriver other = database.another()) {
                            other.execute("INSERT INTO t VALUES (2, NULL, 2)");
                        }
                    }
                };
        SyncRequest request =
                new SyncRequest(
                        DefinitionReader.readSql(
                                NOT_NULL + "CREATE UNIQUE INDEX ua ON t(a);", "app.sql"),
                        TestDatabase.PLAIN);
        assertThatThrownBy(() -> database.driver().perform(request, meddler))
                .hasMessageContaining("make t.a NOT NULL: 1 of 2 rows hold NULL (id 2)");
        assertThat(database.rows("SELECT sql FROM sqlite_schema"))
                .containsExactly(TABLE.replace(";", ""));
    }

    @Test
    void aRebuildTellsHowFarItIsAndStopsWhenItsListenerThrows() {
        database.run(
                TABLE
                        + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        + " LIMIT 120000) INSERT INTO t SELECT i, 'a' || i, i FROM n");
        List<Long> copied = new ArrayList<>();
        ProgressListener stops =
                (phase, done, total) -> {
                    if (phase.equals("rebuild table 't', rows")) {
                        assertThat(total).isEqualTo(120_000);
                        copied.add(done);
                        if (done > 40_000) {
                            throw new IllegalStateException("enough");
                        }
                    }
                };
        SyncRequest request =
                new SyncRequest(
                        DefinitionReader.readSql(
                                TABLE.replace("a TEXT", "a TEXT UNIQUE"), "app.sql"),
                        TestDatabase.PLAIN);
        assertThatThrownBy(() -> database.driver().perform(request, stops))
                .hasMessageContaining("enough");
        assertThat(copied).containsExactly(0L, 40_000L, 80_000L);
        assertThat(database.rows("SELECT count(*), max(id) FROM t"))
                .containsExactly("120000|120000");
        assertThat(database.rows("SELECT name FROM sqlite_schema")).containsExactly("t");
        assertThat(database.driver().perform(request, ProgressListener.NONE).outcome())
                .isEqualTo(Outcome.CHANGED);
        assertThat(database.rows("SELECT count(*), sum(id) FROM t"))
                .containsExactly("120000|7200060000");
    }

    @Test
    void theCheckOfALargeTableTellsHowFarItIs() {
        database.run(
                TABLE
                        + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        + " LIMIT 120000) INSERT INTO t SELECT i, 'a' || i, i FROM n");
        List<Long> checked = new ArrayList<>();
        ProgressListener listener =
                (phase, done, total) -> {
                    if (phase.startsWith("check whether to")) {
                        assertThat(total).isEqualTo(120_000);
                        checked.add(done);
                    }
                };
        String checkedText = TABLE.replace("a TEXT", "a TEXT NOT NULL CHECK (a > '')");
        SchemaDefinition definition = DefinitionReader.readSql(checkedText, "app.sql");
        database.driver().perform(new SyncRequest(definition, TestDatabase.PLAIN), listener);
        assertThat(checked).containsExactly(0L, 40_000L, 80_000L, 120_000L, 120_000L);
        database.run("INSERT INTO t VALUES (-7, 'x', NULL)");
        assertThatThrownBy(() ->
                        database.sync(
                                checkedText.replace("b INTEGER", "b INTEGER NOT NULL"),
                                TestDatabase.PLAIN))
                .hasMessageContaining("1 of 120001 rows hold NULL (id -7)");
    }

    @RepeatedTest(10)
    void aCancelledRebuildLeavesEverythingAsItWas() throws Exception {
        database.run(
                TABLE
                        + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        + " LIMIT 120000) INSERT INTO t SELECT i, 'a' || i, i FROM n");
        AtomicBoolean copying = new AtomicBoolean();
        Thread canceller =
                Thread.ofPlatform()
                        .start(() -> {
                            while (!Thread.interrupted()) {
                                if (copying.get()) {
                                    database.driver().cancel();
                                }
                                Thread.onSpinWait();
                            }
                        });
        SyncRequest request =
                new SyncRequest(
                        DefinitionReader.readSql(
                                TABLE.replace("a TEXT", "a TEXT UNIQUE"), "app.sql"),
                        TestDatabase.PLAIN);
        assertThatThrownBy(() ->
                        database.driver()
                                .perform(
                                        request,
                                        (phase, done, total) -> {
                                            if (phase.endsWith(", rows")) {
                                                copying.set(true);
                                                // On a busy machine the canceller must get a turn.
                                                LockSupport.parkNanos(2_000_000);
                                            }
                                        }))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.CANCELLED));
        canceller.interrupt();
        canceller.join();
        assertThat(database.rows("SELECT count(*) FROM t")).containsExactly("120000");
        assertThat(database.rows("SELECT name FROM sqlite_schema")).containsExactly("t");
        assertThat(database.rows("PRAGMA foreign_keys")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check whether", ""})
    void aChangeThatTakesLongerThanItMayIsUndone(String slowPhase) {
        database.run(
                TABLE
                        + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                        + " LIMIT 120000) INSERT INTO t SELECT i, 'a' || i, i FROM n");
        SyncRequest request =
                new SyncRequest(
                        DefinitionReader.readSql(
                                TABLE.replace("a TEXT", "a TEXT UNIQUE"), "app.sql"),
                        TestDatabase.PLAIN);
        assertThatThrownBy(() ->
                        TimeLimit.run(
                                database.driver(),
                                Duration.ofMillis(100),
                                () ->
                                        database.driver()
                                                .perform(
                                                        request,
                                                        (phase, done, total) -> {
                                                            if (phase.startsWith(slowPhase)) {
                                                                LockSupport.parkNanos(120_000_000);
                                                            }
                                                        })))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.TIMEOUT))
                .hasMessageContaining("its time limit of 100 ms passed");
        assertThat(database.rows("SELECT count(*) FROM t")).containsExactly("120000");
        assertThat(database.rows("SELECT name FROM sqlite_schema")).containsExactly("t");
        assertThat(database.rows("PRAGMA foreign_keys")).containsExactly("1");

        SyncResult result =
                TimeLimit.run(
                        database.driver(),
                        Duration.ofMinutes(1),
                        () -> database.driver().perform(request, ProgressListener.NONE));
        assertThat(result.outcome()).isEqualTo(SyncResult.Outcome.CHANGED);
    }

    @Test
    void orphansThatWereThereBeforeAreTold() {
        database.run(
                "CREATE TABLE p (id INTEGER PRIMARY KEY);"
                        + "CREATE TABLE c (p INTEGER REFERENCES p, z TEXT);"
                        + "PRAGMA foreign_keys = OFF; INSERT INTO c VALUES (9, 'q');");
        SyncResult result =
                database.sync(
                        "CREATE TABLE p (id INTEGER PRIMARY KEY);"
                                + "CREATE TABLE c (p INTEGER REFERENCES p, z TEXT UNIQUE);",
                        TestDatabase.PLAIN);
        assertThat(result.warnings()).contains("1 rows already referred to nothing: c -> p");
    }
}
