package dev.cairn.index.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.cairn.index.extract.Extractor;
import dev.cairn.index.language.Languages;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

    private static byte[] written(FileReading reading) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RecordCodec.of(FileReading.class).write(new DataOutputStream(bytes), reading);
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException {
        return RecordCodec.of(FileReading.class)
                .read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void theFactsOfAFileComeBackAsTheyWere() throws IOException {
        String text =
                """
                package a;
                import java.util.*;
                /** Überall: 𝕏 \uD800. */
                @Deprecated class A<T> extends B { int x = ; void m() { call("é"); } }
                """;
        FileReading.Facts facts;
        try (Extractor extractor = new Extractor()) {
            facts =
                    new FileReading.Facts(
                            "00",
                            "java",
                            extractor.extract(Languages.of("A.java"), "A.java", text),
                            Optional.of("\uD800 lone"),
                            1234567890123L);
        }
        assertThat(facts.facts().definitions()).isNotEmpty();
        assertThat(read(written(facts))).isEqualTo(facts);
        FileReading reading = new FileReading.TextOnly(facts, "why");
        assertThat(read(written(reading))).isEqualTo(reading);
    }

    @Test
    void whatIsNotWholeOrNotOfTheTypesIsAnError() throws IOException {
        byte[] bytes = written(new FileReading.Unreadable("message"));
        for (int length = 0; length < bytes.length; length++) {
            byte[] part = java.util.Arrays.copyOf(bytes, length);
            if (length < bytes.length - "message".length()) {
                assertThatIOException().isThrownBy(() -> read(part));
            }
        }
        bytes[0] = 99;
        assertThatIOException().isThrownBy(() -> read(bytes)).withMessageContaining("variant");
    }
}
