package dev.cairn.worker.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.SqlStatement;
import dev.cairn.database.sqlite.DatabaseOwnership;
import dev.cairn.database.sqlite.SqliteDriver;
import dev.cairn.database.sqlite.SqliteSettings;
import dev.cairn.database.sqlite.StatementLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes that are committed together, some of which fail. */
class GroupCommitTest {

    private static final long BUDGET_NANOS = 1_000_000_000;

    @TempDir private Path folder;
    private DatabaseOwnership ownership;
    private SqliteDriver driver;
    private GroupCommit groups;

    @BeforeEach
    void open() {
        ownership = DatabaseOwnership.acquire(folder.resolve("test.db"), "test");
        driver = openDriver();
        driver.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, v UNIQUE)");
        driver.execute("INSERT INTO t VALUES (1, 'old')");
        groups =
                new GroupCommit(
                        () -> driver,
                        this::replaceDriver,
                        new CommitKeys("test", Clock.systemUTC()),
                        BUDGET_NANOS);
    }

    private SqliteDriver openDriver() {
        return new SqliteDriver(
                ownership,
                SqliteSettings.standard()
                        .withLimits(new StatementLimits(1 << 20, 1 << 20, 100, 256L << 20)));
    }

    private void replaceDriver() {
        driver.close();
        driver = openDriver();
    }

    @AfterEach
    void close() {
        driver.close();
        ownership.close();
    }

    private static WriteUnit unit(String sql) {
        return new WriteUnit(driver -> driver.execute(SqlStatement.of(sql)), "", true);
    }

    private List<Object> values() {
        List<Object> values = new ArrayList<>();
        try (Rows rows = driver.query("SELECT v FROM t ORDER BY id")) {
            while (rows.next()) {
                values.add(rows.text(0));
            }
        }
        return values;
    }

    private static void assertFailed(WriteUnit unit) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(unit::outcome)
                .satisfies(e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.CONSTRAINT));
    }

    @Test
    void aStatementThatFailsInItsMiddleLeavesNothingAndTakesNobodyAlong() {
        WriteUnit before = unit("INSERT INTO t(v) VALUES ('before')");
        WriteUnit bad = unit("INSERT INTO t(v) VALUES ('lost'), ('lost too'), ('old')");
        WriteUnit after = unit("INSERT INTO t(v) VALUES ('after')");

        assertThat(groups.run(List.of(before, bad, after))).isEqualTo(3);

        assertThat(before.outcome().changedRows()).isEqualTo(1);
        assertFailed(bad);
        assertThat(after.outcome().changedRows()).isEqualTo(1);
        assertThat(values()).containsExactly("old", "before", "after");
    }

    /**
     * OR FAIL keeps what came before, in a group as alone
     * (https://www.sqlite.org/lang_conflict.html).
     */
    @Test
    void whatOrFailKeepsIsTheSameInAGroupAsAlone() {
        WriteUnit alone = unit("INSERT OR FAIL INTO t(v) VALUES ('kept alone'), ('old'), ('no')");
        WriteUnit grouped = unit("INSERT OR FAIL INTO t(v) VALUES ('kept'), ('old'), ('no')");
        WriteUnit other = unit("INSERT INTO t(v) VALUES ('other')");

        groups.run(List.of(alone));
        groups.run(List.of(grouped, other));

        assertFailed(alone);
        assertFailed(grouped);
        assertThat(values()).containsExactly("old", "kept alone", "kept", "other");
    }

    @Test
    void aStatementThatEndsTheTransactionTakesNobodyAlong() {
        WriteUnit before = unit("INSERT INTO t(v) VALUES ('before')");
        WriteUnit bad = unit("INSERT OR ROLLBACK INTO t(v) VALUES ('old')");
        WriteUnit after = unit("INSERT INTO t(v) VALUES ('after')");

        int finished = groups.run(List.of(before, bad, after));
        groups.run(List.of(before, bad, after).subList(finished, 3));

        assertThat(before.outcome().changedRows()).isEqualTo(1);
        assertFailed(bad);
        assertThat(after.outcome().changedRows()).isEqualTo(1);
        assertThat(values()).containsExactly("old", "before", "after");
    }

    /** Its reason is gone with the transaction, so it is done again, and its client is not told. */
    @Test
    void aUnitThatFailedBecauseOfAnotherIsDoneAgainWhenTheCommitFails() {
        driver.execute("CREATE TABLE p(id INTEGER PRIMARY KEY)");
        driver.execute("CREATE TABLE c(v UNIQUE, p REFERENCES p DEFERRABLE INITIALLY DEFERRED)");
        WriteUnit orphan = unit("INSERT INTO c VALUES ('wanted', 99)");
        WriteUnit second = unit("INSERT INTO c VALUES ('wanted', NULL)");

        assertThat(groups.run(List.of(orphan, second))).isEqualTo(2);

        assertFailed(orphan);
        assertThat(second.outcome().changedRows()).isEqualTo(1);
        assertThat(driver.queryValue("SELECT group_concat(v) FROM c")).contains("wanted");
    }

    @Test
    void noTemporaryObjectStaysOnTheConnectionOfAllWriters() {
        WriteUnit shadow = unit("CREATE TEMP TABLE t(id INTEGER PRIMARY KEY, v)");
        WriteUnit write = unit("INSERT INTO t(v) VALUES ('grouped')");
        WriteUnit alone = unit("CREATE TABLE temp.t(id INTEGER PRIMARY KEY, v)");
        WriteUnit after = unit("INSERT INTO t(v) VALUES ('after')");

        groups.run(List.of(shadow, write));
        groups.run(List.of(alone));
        groups.run(List.of(after));

        assertForbidden(shadow);
        assertForbidden(alone);
        assertThat(values()).containsExactly("old", "grouped", "after");
    }

    private static void assertForbidden(WriteUnit unit) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(unit::outcome)
                .satisfies(e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.FORBIDDEN));
    }
}
