package dev.cairn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.sqlite.DatabaseOwnership;
import dev.cairn.database.sqlite.SqliteDriver;
import dev.cairn.database.sqlite.SqliteSettings;
import dev.cairn.database.sqlite.StatementLimits;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The walls behind the policy: what a connection of a client refuses and what ends it. */
final class ClientStatementLimitsTest {

    @TempDir private Path folder;
    private DatabaseOwnership ownership;
    private DriverPool pool;

    @BeforeEach
    void open() {
        ownership = DatabaseOwnership.acquire(folder.resolve("test.db"), "test");
        pool =
                new DriverPool(
                        () ->
                                new SqliteDriver(
                                        ownership,
                                        SqliteSettings.standard()
                                                .withLimits(
                                                        new StatementLimits(
                                                                1 << 20,
                                                                1 << 20,
                                                                100,
                                                                256L << 20))),
                        8);
    }

    @AfterEach
    void close() {
        pool.close();
        ownership.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ATTACH '%s' AS o", "VACUUM INTO '%s'"})
    void noOtherDatabaseIsReached(String form) {
        Path other = folder.resolve("other.db");
        SqliteDriver driver = pool.take();

        assertThatThrownBy(() -> driver.execute(form.formatted(other)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("too many attached databases");

        assertThat(other).doesNotExist();
        pool.giveBack(driver);
    }

    @Test
    void aConnectionThatIsAsItWasOpenedIsUsedAgain() {
        SqliteDriver driver = pool.take();
        driver.execute("CREATE TABLE t(a)");
        driver.execute("INSERT INTO t VALUES (1)");
        pool.giveBack(driver);

        assertThat(pool.take()).isSameAs(driver);
        pool.giveBack(driver);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRAGMA foreign_keys=OFF",
                "PRAGMA synchronous=OFF",
                "PRAGMA ignore_check_constraints=1",
                "PRAGMA writable_schema=1",
                "PRAGMA trusted_schema=1",
                "PRAGMA recursive_triggers=1",
                "PRAGMA query_only=1",
                "PRAGMA temp_store=MEMORY",
                "PRAGMA cache_size=10",
                "PRAGMA reverse_unordered_selects=1",
                "PRAGMA wal_autocheckpoint=7",
                "CREATE TEMP TABLE x(a)",
                "CREATE TEMP VIEW x AS SELECT 1",
                "EXPLAIN PRAGMA foreign_keys=OFF",
            })
    void aConnectionThatWasChangedIsClosed(String change) {
        SqliteDriver driver = pool.take();
        if (change.startsWith("CREATE")) {
            driver.execute(change);
        } else {
            try (var rows = driver.query(change.startsWith("EXPLAIN") ? change : "SELECT 1")) {
                rows.next();
            }
            driver.execute(change);
        }
        pool.giveBack(driver);

        SqliteDriver next = pool.take();
        assertThat(next).isNotSameAs(driver);
        pool.giveBack(next);
    }
}
