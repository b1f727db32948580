package dev.cairn.index.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.index.IndexDatabase;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextPackerTest {

    @TempDir private Path folder;
    private CodeDatabase database;
    private final TextPacker packer = new TextPacker();

    @BeforeEach
    void open() {
        database = IndexDatabase.open(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Optional<String> read(@Nullable Object value) {
        try (Rows rows = database.driver().query("SELECT ?", value)) {
            assertThat(rows.next()).isTrue();
            return TextPacker.text(rows, 0);
        }
    }

    @Test
    void textsOfAllLengthsComeBack() {
        Random random = new Random(7);
        for (int length : new int[] {0, 1, 255, 256, 1000, 70_000, 1_500_000}) {
            StringBuilder text = new StringBuilder();
            while (text.length() < length) {
                text.append("word").append(random.nextInt(50)).append(" größe 😀\n");
            }
            text.setLength(length);
            String some = text.toString().replaceAll("[\\ud800-\\udbff]$", "x");
            assertThat(read(packer.packed(some))).contains(some);
        }
        assertThat(read(null)).isEmpty();
    }

    @Test
    void onlyALongTextThatGainsMuchIsPacked() {
        assertThat(packer.packed("a".repeat(255))).isInstanceOf(String.class);
        assertThat(packer.packed("a".repeat(256))).isInstanceOf(byte[].class);
        StringBuilder noise = new StringBuilder();
        new Random(3).ints(4000, ' ', 0x7e).forEach(c -> noise.append((char) c));
        assertThat(packer.packed(noise.toString())).isInstanceOf(String.class);
    }

    @Test
    void aDamagedValueIsReported() {
        byte[] packed = (byte[]) packer.packed("some text ".repeat(100));
        byte[] cut = java.util.Arrays.copyOf(packed, packed.length / 2);
        for (byte[] damaged : new byte[][] {cut, {}, {1, 2, 3, (byte) 0xff}}) {
            assertThatThrownBy(() -> read(damaged))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.CORRUPT));
        }
    }
}
