package dev.cairn.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A database that a driver under contract has open, and what its tests ask again and again. */
@SuppressWarnings("NullAway.Init") // The fields are set before each test.
abstract class DriverFixture {

    @TempDir Path folder;

    DatabaseDriverProvider.DriverSource source;
    DatabaseDriver driver;

    /** Prepares a database whose file does not exist yet. */
    protected abstract DatabaseDriverProvider.DriverSource openSource(Path database);

    /** Returns how statements are written for the engine. */
    protected abstract EngineForms forms();

    @BeforeEach
    void open() {
        source = openSource(folder.resolve("contract.db"));
        driver = source.openDriver();
        driver.execute(forms().table());
    }

    @AfterEach
    void close() {
        driver.close();
        source.close();
    }

    long count() {
        return (long) driver.queryValue("SELECT count(*) FROM t").orElseThrow();
    }

    List<@Nullable Object> column(String sql) {
        List<@Nullable Object> values = new ArrayList<>();
        try (Rows rows = driver.query(sql)) {
            while (rows.next()) {
                values.add(rows.value(0));
            }
        }
        return values;
    }

    protected static List<List<@Nullable Object>> numbered(int count) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long i = 1; i <= count; i++) {
            rows.add(Arrays.asList(i, "row " + i));
        }
        return rows;
    }

    static void assertFails(DatabaseErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error -> assertThat(error.code()).as(error.getMessage()).isEqualTo(code));
    }
}
