package dev.cairn.index.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SourceTextTest {

    private static final String EMPTY_SHA256 =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void utf8IsReadAsItIs() {
        assertThat(SourceText.of("größe 值 😀\n".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        SourceText.Text.class,
                        text -> {
                            assertThat(text.text()).isEqualTo("größe 值 😀\n");
                            assertThat(text.encodingProblem()).isEmpty();
                        });
    }

    @Test
    void theHashIsThatOfTheBytes() {
        assertThat(SourceText.of(new byte[0]).sha256()).isEqualTo(EMPTY_SHA256);
    }

    @Test
    void invalidUtf8IsReadWithReplacementsAndSaidSo() {
        byte[] bytes = {'a', 'b', (byte) 0xC3, '(', 'c'};

        assertThat(SourceText.of(bytes))
                .isInstanceOfSatisfying(
                        SourceText.Text.class,
                        text -> {
                            assertThat(text.text()).isEqualTo("ab\uFFFD(c");
                            assertThat(text.encodingProblem())
                                    .hasValue("invalid UTF-8 after byte 2");
                        });
    }

    @Test
    void byteOrderMarksDecideAndAreNoText() {
        for (String name : new String[] {"UTF-8", "UTF-16LE", "UTF-16BE"}) {
            byte[] bytes = "\uFEFFclass Größe".getBytes(Charset.forName(name));

            assertThat(SourceText.of(bytes))
                    .as(name)
                    .isInstanceOfSatisfying(
                            SourceText.Text.class,
                            text -> assertThat(text.text()).isEqualTo("class Größe"));
        }
    }

    @Test
    void aNulNearTheBeginningMakesAFileBinary() {
        byte[] bytes = new byte[9000];
        Arrays.fill(bytes, (byte) 'x');

        bytes[7999] = 0;
        assertThat(SourceText.of(bytes)).isInstanceOf(SourceText.Binary.class);

        bytes[7999] = 'x';
        bytes[8000] = 0;
        assertThat(SourceText.of(bytes)).isInstanceOf(SourceText.Text.class);
    }
}
