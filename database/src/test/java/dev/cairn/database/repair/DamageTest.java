package dev.cairn.database.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseFixture;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.database.backup.BackupOptions;
import dev.cairn.database.backup.BackupVerification;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.engine.Finding;
import dev.cairn.database.engine.Finding.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes that do not agree with their tables, and rows that refer to nothing. */
@SuppressWarnings("NullAway.Init") // The database is opened before each test.
class DamageTest {

    @TempDir Path root;
    private DatabaseFixture database;

    @BeforeEach
    void open() {
        database = new DatabaseFixture(root);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** The index is hidden while rows are written, so that it lacks them. */
    private void makeAnIndexThatLacksRows() {
        database.run(
                """
                CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);
                CREATE INDEX i ON t (a);
                INSERT INTO t VALUES (1, 'a'), (2, 'b');
                CREATE TABLE kept AS SELECT * FROM sqlite_schema WHERE name = 'i';
                PRAGMA writable_schema = ON;
                DELETE FROM sqlite_schema WHERE name = 'i';
                PRAGMA writable_schema = RESET;
                INSERT INTO t VALUES (3, 'c'), (4, 'd');
                PRAGMA writable_schema = ON;
                INSERT INTO sqlite_schema SELECT * FROM kept;
                PRAGMA writable_schema = RESET;
                DROP TABLE kept;
                """);
        assertThat(database.rows("SELECT count(*) FROM t INDEXED BY i WHERE a > ''"))
                .containsExactly("2");
    }

    private RepairResult repair(boolean dryRun) {
        return database.driver()
                .perform(
                        new RepairRequest(
                                dryRun, Optional.empty(), Optional.of(root.resolve("backups"))),
                        ProgressListener.NONE);
    }

    @Test
    void anIndexThatLacksRowsIsBuiltAgainAfterABackupOfAllRows() {
        makeAnIndexThatLacksRows();

        assertThat(repair(true).findings())
                .extracting(Finding::kind, Finding::object, Finding::certain)
                .containsExactly(tuple(Kind.INDEX, "i", true));
        assertThat(database.rows("PRAGMA integrity_check")).isNotEqualTo(List.of("ok"));
        RepairResult result = repair(false);

        assertThat(result.needsPerson()).isFalse();
        assertThat(database.rows("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(database.rows("SELECT count(*) FROM t INDEXED BY i WHERE a > ''"))
                .containsExactly("4");
        BackupManager backups = BackupManager.in(root.resolve("backups"));
        assertThat(backups.list())
                .singleElement()
                .satisfies(made -> {
                    assertThat(made.rowCounts()).containsEntry("t", 4L);
                    BackupVerification sound = backups.verify(made.id(), Optional.empty());
                    assertThat(sound.faults()).isEmpty();
                });
        assertThat(repair(false).findings()).isEmpty();
    }

    @Test
    void anOrdinaryBackupOfADamagedDatabaseNamesTheRepair() {
        makeAnIndexThatLacksRows();
        BackupManager backups = BackupManager.in(root.resolve("backups"));

        assertThatThrownBy(() ->
                        backups.create(
                                database.driver(), BackupOptions.plain(""), ProgressListener.NONE))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.BACKUP_FAILED))
                .hasMessageContaining("the database is damaged (wrong # of entries in index i)")
                .hasMessageContaining("cairn schema repair");
        assertThat(backups.list()).extracting(BackupManifest::id).isEmpty();
    }

    @Test
    void rowsThatBreakTheirOwnTableAreNamedEverywhereAndStopNoBackup() {
        database.run(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT CHECK (a < 10), b TEXT NOT NULL);"
                        + "CREATE TABLE other (x)");
        database.run(
                "PRAGMA ignore_check_constraints = ON; INSERT INTO t VALUES (1, 5, 'x'), (2, 50,"
                        + " 'y'), (3, 60, 'z'); PRAGMA ignore_check_constraints = OFF");
        String broken = "2 of 3 rows of t break CHECK (a < 10) (rowid 2, rowid 3)";

        assertThat(repair(false).findings())
                .extracting(Finding::kind, Finding::message, Finding::certain)
                .containsExactly(tuple(Kind.CONTRADICTING_ROWS, broken, false));
        assertThatThrownBy(() -> sync("b TEXT NOT NULL UNIQUE", "x"))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.REFUSED))
                .hasMessageContaining(broken)
                .hasMessageContaining("fix them first");
        sync("b TEXT NOT NULL", "x, y");
        assertThat(database.rows("SELECT count(*) FROM t")).containsExactly("3");
        assertThat(BackupManager.in(root.resolve("backups")).list()).isNotEmpty();
    }

    @Test
    void rowsThatBreakAStrictTypeAreNamed() {
        database.run(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT, b TEXT NOT NULL, c ANY);"
                        + "INSERT INTO t VALUES (1, 5, 'x', 1), (2, 'text', 'y', 'z')");
        database.run(
                "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = sql || ' STRICT' WHERE"
                        + " name = 't'; PRAGMA writable_schema = RESET");

        assertThat(repair(false).findings())
                .extracting(Finding::kind, Finding::message)
                .containsExactly(
                        tuple(
                                Kind.CONTRADICTING_ROWS,
                                "1 of 2 rows of t break the STRICT type INT of a (rowid 2)"));
    }

    private void sync(String column, String columns) {
        database.driver()
                .syncSchema(
                        DefinitionReader.readSql(
                                "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT CHECK (a < 10), %s);"
                                                .formatted(column)
                                        + "CREATE TABLE other (%s)".formatted(columns),
                                "schema.sql"),
                        root.resolve("backups"));
    }

    @Test
    void rowsThatReferToNothingAreReportedAndLeft() {
        database.run(
                "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p);"
                        + "PRAGMA foreign_keys = OFF; INSERT INTO c VALUES (5)");

        RepairResult result = repair(false);

        assertThat(result.findings())
                .extracting(Finding::kind, Finding::certain)
                .containsExactly(tuple(Kind.ORPHANED_ROWS, false));
        assertThat(result.needsPerson()).isTrue();
        assertThat(database.rows("SELECT p FROM c")).containsExactly("5");
    }
}
