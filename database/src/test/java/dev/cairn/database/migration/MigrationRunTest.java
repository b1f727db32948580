package dev.cairn.database.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import dev.cairn.database.migration.MigrationResult.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // The fields are set before each test.
class MigrationRunTest {

    private static final MigrationOptions USUAL = MigrationOptions.withoutBackup();

    @TempDir Path root;
    private MigrationFixture fixture;

    @BeforeEach
    void open() {
        fixture = new MigrationFixture(root);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void writeThree() {
        fixture.write(
                1,
                "people",
                "CREATE TABLE people(id INTEGER PRIMARY KEY, name)",
                "DROP TABLE people");
        fixture.write(
                2,
                "rows",
                "-- Fill in the first people\nINSERT INTO people(name) VALUES ('Ada');\nINSERT INTO people(name) VALUES ('Kurt; \"G\"');",
                "DELETE FROM people");
        fixture.write(
                3,
                "log",
                """
                CREATE TABLE log(name);
                CREATE TRIGGER people_log AFTER INSERT ON people BEGIN
                    INSERT INTO log VALUES (new.name);
                    UPDATE log SET name = upper(name);
                END;
                """,
                "DROP TRIGGER people_log; DROP TABLE log;");
    }

    @Test
    void allMigrationsRunInOrderAndAreRecorded() {
        writeThree();

        MigrationResult result = fixture.manager().up(USUAL);

        assertThat(result.outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(result.fromVersion()).isZero();
        assertThat(result.toVersion()).isEqualTo(3);
        assertThat(result.migrations())
                .extracting(MigrationResult.Run::version, MigrationResult.Run::statements)
                .containsExactly(tuple(1L, 1), tuple(2L, 2), tuple(3L, 2));
        assertThat(fixture.objects()).containsExactly("log", "people", "people_log");
        assertThat(fixture.rows("SELECT name FROM people ORDER BY id"))
                .containsExactly("Ada", "Kurt; \"G\"");
        assertThat(
                        fixture.rows(
                                "SELECT version, name, description, length(checksum), success,"
                                        + " executed_at LIKE '20__-__-__T__:__:__%Z'"
                                        + " FROM _cairn_history ORDER BY version"))
                .containsExactly(
                        "1|people|people|64|1|1",
                        "2|rows|Fill in the first people|64|1|1",
                        "3|log|log|64|1|1");
    }

    @Test
    void aSecondRunHasNothingToDoAndWritesNothing() {
        writeThree();
        fixture.manager().up(USUAL);
        List<String> before = fixture.rows("PRAGMA data_version");
        List<String> history = fixture.rows("SELECT * FROM _cairn_history");

        MigrationResult result = fixture.manager().up(USUAL);

        assertThat(result.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(result.migrations()).isEmpty();
        assertThat(fixture.rows("PRAGMA data_version")).isEqualTo(before);
        assertThat(fixture.rows("SELECT * FROM _cairn_history")).isEqualTo(history);
    }

    @Test
    void withoutMigrationsNothingIsWrittenAtAll() {
        MigrationResult result = fixture.manager().up(USUAL);

        assertThat(result.outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(fixture.rows("SELECT name FROM sqlite_schema")).isEmpty();
    }

    @Test
    void upStopsAtItsTargetAndGoesOnFromThere() {
        writeThree();

        assertThat(fixture.manager().upTo(2, USUAL).toVersion()).isEqualTo(2);
        assertThat(fixture.objects()).containsExactly("people");
        MigrationResult rest = fixture.manager().up(USUAL);

        assertThat(rest.fromVersion()).isEqualTo(2);
        assertThat(rest.toVersion()).isEqualTo(3);
        assertThat(rest.migrations()).hasSize(1);
    }

    @Test
    void aTargetThatDoesNotExistIsRefused() {
        writeThree();

        assertWrongUsage(() -> fixture.manager().upTo(4, USUAL), "there is no such migration");
        assertThat(fixture.objects()).isEmpty();
    }

    @Test
    void downUndoesTheNewestOneAndForgetsIt() {
        writeThree();
        fixture.manager().up(USUAL);

        MigrationResult result = fixture.manager().down(USUAL);

        assertThat(result.fromVersion()).isEqualTo(3);
        assertThat(result.toVersion()).isEqualTo(2);
        assertThat(fixture.objects()).containsExactly("people");
        assertThat(fixture.rows("SELECT version FROM _cairn_history")).containsExactly("1", "2");
    }

    @Test
    void downToAVersionUndoesAllThatIsNewerAndUpComesBack() {
        writeThree();
        fixture.manager().up(USUAL);

        assertThat(fixture.manager().downTo(1, USUAL).migrations())
                .extracting(MigrationResult.Run::version)
                .containsExactly(3L, 2L);
        assertThat(fixture.rows("SELECT count(*) FROM people")).containsExactly("0");
        fixture.manager().downTo(0, USUAL);
        assertThat(fixture.objects()).isEmpty();
        fixture.manager().up(USUAL);
        assertThat(fixture.rows("SELECT count(*) FROM people")).containsExactly("2");
    }

    @Test
    void downWithNothingToUndoDoesNothing() {
        writeThree();

        assertThat(fixture.manager().down(USUAL).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void downToAVersionThatHasNotRunIsRefused() {
        writeThree();
        fixture.manager().upTo(2, USUAL);

        assertWrongUsage(() -> fixture.manager().downTo(3, USUAL), "it has not run");
    }

    @Test
    void downRefusesAsAWholeWhenOneHasNoWayBack() {
        fixture.write("V001__a.up.sql", "CREATE TABLE a(x)");
        fixture.write(2, "b", "CREATE TABLE b(x)", "DROP TABLE b");
        fixture.manager().up(USUAL);

        assertRefused(() -> fixture.manager().downTo(0, USUAL), "V001__a has no way back");
        assertThat(fixture.objects()).containsExactly("a", "b");
    }

    @Test
    void aFailureRollsEverythingBackAndNamesTheStatement() {
        writeThree();
        fixture.write(
                "V004__wrong.up.sql",
                "CREATE TABLE four(x);\n\n-- the next one is wrong\nINSERT INTO\n  nowhere VALUES (1);\n");

        assertThatThrownBy(() -> fixture.manager().up(USUAL))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.MIGRATION_FAILED))
                .hasMessageContaining("migration V004__wrong failed and was rolled back")
                .hasMessageContaining("V004__wrong.up.sql:4: INSERT INTO nowhere VALUES (1)")
                .hasMessageContaining("no such table: nowhere")
                .hasMessageContaining("nothing was kept of the 4 migrations");

        assertThat(fixture.objects()).isEmpty();
        assertThat(fixture.rows("SELECT version, success FROM _cairn_history"))
                .containsExactly("4|0");
        assertThat(fixture.driver().transactionState()).isEqualTo(TransactionState.IDLE);
        assertThat(fixture.rows("PRAGMA foreign_keys")).containsExactly("1");
    }

    @Test
    void withATransactionEachThoseBeforeTheFailureAreKept() {
        writeThree();
        fixture.write("V004__wrong.up.sql", "CREATE TABLE four(x); INSERT INTO nowhere VALUES (1)");

        assertThatThrownBy(() -> fixture.manager().up(USUAL.withTransactionEach()))
                .hasMessageContaining("V004__wrong.up.sql:1")
                .hasMessageNotContaining("nothing was kept");

        assertThat(fixture.objects()).containsExactly("log", "people", "people_log");
        assertThat(fixture.rows("SELECT version, success FROM _cairn_history"))
                .containsExactly("1|1", "2|1", "3|1", "4|0");
    }

    @Test
    void aFailedMigrationRunsAgainOnceItIsCorrected() {
        fixture.write("V001__a.up.sql", "CREATE TABLE a(x); SELECT nothing");
        assertThatThrownBy(() -> fixture.manager().up(USUAL)).hasMessageContaining("nothing");
        fixture.write("V001__a.up.sql", "CREATE TABLE a(x)");

        assertThat(fixture.manager().up(USUAL).outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(fixture.rows("SELECT version, success FROM _cairn_history"))
                .containsExactly("1|1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VACUUM",
                "PRAGMA journal_mode=DELETE",
                "PRAGMA main.synchronous = OFF",
                "PRAGMA \"writable_schema\"=1",
                "BEGIN",
                "COMMIT",
                "END TRANSACTION",
                "ROLLBACK",
                "SAVEPOINT s",
                "RELEASE s",
                "ATTACH 'x.db' AS x",
                "DETACH x",
                "/* a comment */ vacuum",
                "EXPLAIN PRAGMA writable_schema=1",
                "EXPLAIN QUERY PLAN PRAGMA main.synchronous = OFF",
                "EXPLAIN /**/ EXPLAIN COMMIT",
                "EXPLAIN VACUUM INTO 'x.db'",
                "SELECT replicate('aaaaaaaaaaaaaaaa', 1152921504606846977)",
                "UPDATE a SET x = \"PadL\" (x, 9)",
                "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT strfilter(new.x, 'a'); END"
            })
    void whatCannotRunInATransactionIsRefusedBeforeAnythingRuns(String sql) {
        fixture.write("V001__a.up.sql", "CREATE TABLE a(x)");
        fixture.write("V002__b.up.sql", "CREATE TABLE b(x);\n" + sql + ";\nCREATE TABLE c(x)");

        assertRefused(() -> fixture.manager().up(USUAL.withTransactionEach()), "V002__b.up.sql:2");
        assertThat(fixture.rows("SELECT name FROM sqlite_schema")).isEmpty();
    }

    @Test
    void everyForbiddenStatementIsNamedAtOnce() {
        fixture.write("V001__a.up.sql", "VACUUM; CREATE TABLE a(x); BEGIN;");
        fixture.write("V002__b.up.sql", "ATTACH 'x' AS y");

        assertThatThrownBy(() -> fixture.manager().up(USUAL))
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.details()).hasSize(3));
    }

    @Test
    void harmlessPragmasRun() {
        fixture.write("V001__a.up.sql", "PRAGMA user_version = 7; PRAGMA main.application_id(42);");

        fixture.manager().up(USUAL);

        assertThat(fixture.rows("PRAGMA user_version")).containsExactly("7");
        assertThat(fixture.rows("PRAGMA application_id")).containsExactly("42");
    }

    @Test
    void aFileWithoutAStatementIsRefused() {
        fixture.write("V001__a.up.sql", "-- to be written\n");

        assertRefused(() -> fixture.manager().up(USUAL), "V001__a.up.sql holds no statement");
    }

    @Test
    void aQuoteThatIsNotClosedIsRefusedWithItsPlace() {
        fixture.write("V001__a.up.sql", "CREATE TABLE a(x);\nINSERT INTO a VALUES ('x)");

        assertRefused(() -> fixture.manager().up(USUAL), "V001__a.up.sql");
    }

    @Test
    void rebuildingAParentTableKeepsTheRowsOfItsChildren() {
        fixture.write(
                1,
                "tables",
                """
                CREATE TABLE parent(id INTEGER PRIMARY KEY, v);
                CREATE TABLE child(p REFERENCES parent ON DELETE CASCADE);
                INSERT INTO parent VALUES (1, 'x');
                INSERT INTO child VALUES (1);
                """,
                "DROP TABLE child; DROP TABLE parent");
        fixture.write(
                "V002__rebuild.up.sql",
                """
                CREATE TABLE fresh(id INTEGER PRIMARY KEY, v TEXT NOT NULL);
                INSERT INTO fresh SELECT id, v FROM parent;
                DROP TABLE parent;
                ALTER TABLE fresh RENAME TO parent;
                """);

        fixture.manager().up(USUAL);

        assertThat(fixture.rows("SELECT p FROM child")).containsExactly("1");
        assertThat(fixture.rows("PRAGMA foreign_keys")).containsExactly("1");
    }

    @Test
    void aMigrationThatLeavesOrphansIsRolledBack() {
        fixture.write(
                "V001__tables.up.sql",
                """
                CREATE TABLE parent(id INTEGER PRIMARY KEY);
                CREATE TABLE child(id INTEGER PRIMARY KEY, p REFERENCES parent);
                INSERT INTO parent VALUES (1);
                INSERT INTO child VALUES (7, 1), (8, 1);
                """);
        fixture.manager().up(USUAL);
        fixture.write("V002__orphans.up.sql", "DELETE FROM parent");

        assertThatThrownBy(() -> fixture.manager().up(USUAL))
                .hasMessageContaining("V002__orphans failed")
                .hasMessageContaining(
                        "2 rows of child (rowid 7, 8) refer to a row of parent that does not"
                                + " exist");
        assertThat(fixture.rows("SELECT id FROM parent")).containsExactly("1");
    }

    @Test
    void orphansThatWereThereBeforeDoNotStopAMigration() {
        fixture.write(
                "V001__tables.up.sql",
                """
                CREATE TABLE parent(id INTEGER PRIMARY KEY);
                CREATE TABLE child(p REFERENCES parent);
                """);
        fixture.manager().up(USUAL);
        fixture.driver().execute("PRAGMA foreign_keys=OFF");
        fixture.driver().execute("INSERT INTO child VALUES (99)");
        fixture.driver().execute("PRAGMA foreign_keys=ON");
        fixture.write("V002__more.up.sql", "CREATE TABLE more(x)");

        assertThat(fixture.manager().up(USUAL).toVersion()).isEqualTo(2);
    }

    @Test
    void aMigrationThatBreaksAViewOrATriggerIsRolledBack() {
        fixture.write(
                "V001__tables.up.sql",
                """
                CREATE TABLE t(a, b);
                CREATE TABLE log(x);
                CREATE VIEW v AS SELECT a FROM t;
                CREATE TRIGGER tr AFTER UPDATE OF b ON t BEGIN INSERT INTO log VALUES (new.b); END;
                """);
        fixture.manager().up(USUAL);
        fixture.write("V002__drop.up.sql", "DROP TABLE log");

        assertThatThrownBy(() -> fixture.manager().up(USUAL))
                .hasMessageContaining("trigger tr on t: ")
                .hasMessageContaining("no such table: main.log");
        fixture.write("V002__drop.up.sql", "DROP TABLE t");
        assertThatThrownBy(() -> fixture.manager().up(USUAL)).hasMessageContaining("view v: ");
        assertThat(fixture.objects()).containsExactly("log", "t", "tr", "v");
    }

    @Test
    void severalMigrationsThatBreakSomethingTogetherAreNotBlamedSingly() {
        fixture.write("V001__view.up.sql", "CREATE VIEW v AS SELECT * FROM nowhere");
        fixture.write("V002__table.up.sql", "CREATE TABLE t(x)");

        assertThatThrownBy(() -> fixture.manager().up(USUAL))
                .hasMessageContaining("migrations V001__view to V002__table were rolled back")
                .hasMessageContaining("view v: ")
                .hasMessageContaining("transaction each");
        assertThat(fixture.rows("SELECT name FROM sqlite_schema")).isEmpty();
    }

    @Test
    void aDryRunTellsWhatWouldRunAndChangesNothing() {
        writeThree();

        MigrationResult result = fixture.manager().up(USUAL.asDryRun());

        assertThat(result.outcome()).isEqualTo(Outcome.PLANNED);
        assertThat(result.migrations()).hasSize(3);
        assertThat(result.toVersion()).isZero();
        assertThat(fixture.rows("SELECT name FROM sqlite_schema")).isEmpty();
    }

    @Test
    void everyStatementIsReportedWhileItRuns() {
        writeThree();
        List<String> heard = new ArrayList<>();

        new MigrationManager(
                        fixture.driver(),
                        fixture.source(),
                        (phase, done, total) -> heard.add(phase + " " + done + "/" + total))
                .up(USUAL);

        assertThat(heard)
                .startsWith("V001__people 0/1", "V001__people 1/1", "V002__rows 0/2")
                .endsWith("V003__log 2/2");
    }

    @Test
    void migrationsDoNotRunInsideATransactionOfTheCaller() {
        writeThree();
        fixture.driver().begin(TransactionMode.WRITE);

        assertThatThrownBy(() -> fixture.manager().up(USUAL))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.TRANSACTION_STATE));
        fixture.driver().rollback();
        assertThat(fixture.objects()).isEmpty();
    }

    @Test
    void aLockThatAnotherConversationHoldsIsNoFailureOfTheMigration() {
        writeThree();
        try (DatabaseDriver other = fixture.openDriver()) {
            other.begin(TransactionMode.WRITE);
            assertThatThrownBy(() -> fixture.manager().up(USUAL))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.BUSY));
            other.rollback();
        }
        assertThat(fixture.rows("SELECT name FROM sqlite_schema")).isEmpty();
        assertThat(fixture.manager().up(USUAL).outcome()).isEqualTo(Outcome.CHANGED);
    }

    @Test
    void aStatementThatRollsBackByItselfLeavesNothing() {
        fixture.write("V001__t.up.sql", "CREATE TABLE t(x UNIQUE)");
        fixture.manager().up(USUAL);
        fixture.write(
                "V002__rows.up.sql",
                "INSERT INTO t VALUES (1);\nINSERT OR ROLLBACK INTO t VALUES (1);\nINSERT INTO t VALUES (2)");

        assertThatThrownBy(() -> fixture.manager().up(USUAL))
                .hasMessageContaining("V002__rows.up.sql:2");
        assertThat(fixture.rows("SELECT * FROM t")).isEmpty();
        assertThat(fixture.driver().transactionState()).isEqualTo(TransactionState.IDLE);
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.REFUSED))
                .hasMessageContaining(message);
    }

    private static void assertWrongUsage(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e ->
                                assertThat(e.code())
                                        .isEqualTo(DatabaseErrorCode.INVALID_CONFIGURATION))
                .hasMessageContaining(message);
    }
}
