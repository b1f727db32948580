package dev.cairn.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.AsciiText;
import dev.cairn.database.CheckedValues;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that are bound as the bytes in which they came are stored as the same strings are. */
final class DirectBindingTest {

    private static final String INSERT = "INSERT INTO t(a, b, c) VALUES (?, ?, ?)";

    @TempDir Path folder;

    private DatabaseOwnership ownership;
    private DatabaseDriver driver;

    @BeforeEach
    void open() {
        ownership = DatabaseOwnership.acquire(folder.resolve("test.db"), "test");
        driver = new SqliteDriver(ownership, SqliteSettings.standard());
        driver.execute("CREATE TABLE t(a, b, c UNIQUE)");
    }

    @AfterEach
    void close() {
        driver.close();
        ownership.close();
    }

    private static AsciiText ascii(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return AsciiText.copyOf(bytes, 0, bytes.length);
    }

    private static @Nullable Object random(Random random, boolean direct) {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> random.nextLong();
            case 2 -> random.nextInt() / 8.0;
            case 3 -> "\u00e4\0" + random.nextInt(100);
            case 4 -> new byte[] {(byte) random.nextInt(), 0};
            default -> {
                String text = "text \0" + random.nextInt(100);
                yield direct ? ascii(text) : text;
            }
        };
    }

    private static List<List<@Nullable Object>> rows(boolean direct) {
        Random random = new Random(11);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (long i = 0; i < 1_000; i++) {
            rows.add(
                    new CheckedValues(
                            new @Nullable Object[] {
                                random(random, direct), random(random, direct), i
                            }));
        }
        return rows;
    }

    private List<String> stored() {
        List<String> stored = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT typeof(a) || quote(a) || length(a), typeof(b) || hex(b) FROM t"
                                + " ORDER BY c")) {
            while (rows.next()) {
                stored.add(rows.text(0) + " " + rows.text(1));
            }
        }
        return stored;
    }

    @Test
    void theCallsOfTheLibraryAreStillThere() {
        assertThat(DirectBinding.INSTANCE).isNotNull();
    }

    @Test
    void valuesOfEveryKindAreStoredAsTheLibraryStoresThem() {
        driver.executeBatch(INSERT, rows(false));
        List<String> usual = stored();
        driver.execute("DELETE FROM t");

        driver.executeBatch(INSERT, rows(true));

        assertThat(stored()).isEqualTo(usual).hasSize(1_000);
    }

    @Test
    void anErrorIsTheSame() {
        List<List<@Nullable Object>> twice =
                Collections.nCopies(
                        2, new CheckedValues(new @Nullable Object[] {ascii("a"), null, 1L}));
        List<List<@Nullable Object>> strings =
                Collections.nCopies(2, new CheckedValues(new @Nullable Object[] {"a", null, 1L}));

        DatabaseException direct = failure(twice);
        DatabaseException usual = failure(strings);

        assertThat(direct.code()).isEqualTo(DatabaseErrorCode.CONSTRAINT);
        assertThat(direct).hasMessage(usual.getMessage());
        driver.executeBatch(INSERT, twice.subList(0, 1));
        assertThat(stored()).containsExactly("text'a'1 null");
    }

    private DatabaseException failure(List<List<@Nullable Object>> rows) {
        return Assertions.catchThrowableOfType(
                DatabaseException.class, () -> driver.executeBatch(INSERT, rows));
    }

    @Test
    void theLibraryGetsStrings() {
        @Nullable Object[] values = {ascii("a"), null, 1L, "b"};

        assertThat(DirectBinding.withStrings(values)).containsExactly("a", null, 1L, "b");
        assertThat(values[0]).isInstanceOf(AsciiText.class);
    }
}
