package dev.cairn.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AsciiTextTest {

    @Test
    void oneOtherByteAnywhereIsSeenAndThoseAroundAreNot() {
        Random random = new Random(3);
        for (int length = 0; length < 40; length++) {
            for (int start = 0; start < 9; start++) {
                byte[] bytes = new byte[start + length + 9];
                random.nextBytes(bytes);
                for (int i = start; i < start + length; i++) {
                    bytes[i] &= 0x7F;
                }
                assertThat(AsciiText.isAscii(bytes, start, start + length)).isTrue();
                for (int i = start; i < start + length; i++) {
                    bytes[i] |= (byte) 0x80;
                    assertThat(AsciiText.isAscii(bytes, start, start + length)).isFalse();
                    bytes[i] &= 0x7F;
                }
            }
        }
    }

    @Test
    void itIsTheTextOfItsBytes() {
        byte[] bytes = "xa\0b~y".getBytes(StandardCharsets.US_ASCII);

        AsciiText text = AsciiText.copyOf(bytes, 1, 5);

        assertThat(text).hasToString("a\0b~");
        assertThat(text.bytes()).isEqualTo(new byte[] {'a', 0, 'b', '~'});
        assertThat(new CheckedValues(new Object[] {text, 1L})).containsExactly("a\0b~", 1L);
    }
}
