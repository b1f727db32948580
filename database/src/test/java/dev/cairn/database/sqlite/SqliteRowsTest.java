package dev.cairn.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values as bytes, which are taken from SQLite as they are where the encoding allows it. */
class SqliteRowsTest {

    /** More than the rows that are read before the encoding is asked for. */
    private static final int ROWS = 50;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16le", "UTF-16be"})
    void textIsUtf8InEveryEncoding(String encoding) {
        String text = "pr\u00fcfe \u4e2d \ud83d\ude00 with \u0000 inside ";
        try (DatabaseOwnership ownership =
                        DatabaseOwnership.acquire(folder.resolve("test.db"), "test");
                DatabaseDriver driver = new SqliteDriver(ownership, SqliteSettings.standard())) {
            driver.execute("PRAGMA encoding = '" + encoding + "'");
            driver.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, v, empty, number, absent)");
            for (int i = 1; i <= ROWS; i++) {
                driver.execute("INSERT INTO t VALUES (?, ?, '', ?, NULL)", i, text + i, i);
            }
            assertThat(driver.queryValue("PRAGMA encoding")).contains(encoding);

            int count = 0;
            try (Rows rows = driver.query("SELECT v, empty, number, absent FROM t ORDER BY id")) {
                while (rows.next()) {
                    count++;
                    assertThat(rows.utf8(0))
                            .isEqualTo((text + count).getBytes(StandardCharsets.UTF_8));
                    assertThat(rows.utf8(1)).isEmpty();
                    assertThat(rows.utf8(2))
                            .isEqualTo(Integer.toString(count).getBytes(StandardCharsets.UTF_8));
                    assertThat(rows.utf8(3)).isNull();
                    assertThat(rows.value(0)).isEqualTo(text + count);
                }
            }
            assertThat(count).isEqualTo(ROWS);
        }
    }
}
