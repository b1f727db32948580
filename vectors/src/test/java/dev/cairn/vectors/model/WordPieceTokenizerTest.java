package dev.cairn.vectors.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WordPieceTokenizerTest {

    private static final WordPieceTokenizer TOKENIZER =
            new WordPieceTokenizer(ModelFiles.shipped().vocabulary());

    /** The ids were made by src/test/reference/tokens.py. */
    @Test
    void tokensAreThoseOfTheReference() throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        SoftAssertions all = new SoftAssertions();
        int count = 0;
        try (BufferedReader lines = reader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode example = json.readTree(line);
                String text = example.get("text").stringValue();
                long[] expected = json.treeToValue(example.get("ids"), long[].class);
                all.assertThat(TOKENIZER.encode(text, 10_000)).as("%s", line).isEqualTo(expected);
                count++;
            }
        }
        all.assertAll();
        assertThat(count).isGreaterThan(400);
    }

    private static BufferedReader reader() {
        return new BufferedReader(
                new InputStreamReader(
                        Objects.requireNonNull(
                                WordPieceTokenizerTest.class.getResourceAsStream(
                                        "token-ids.jsonl")),
                        StandardCharsets.UTF_8));
    }

    @Test
    void longTextsAreCutAndKeepTheirEndMark() {
        long[] whole = TOKENIZER.encode("word ".repeat(1_000), 10_000);
        long[] cut = TOKENIZER.encode("word ".repeat(1_000), 256);

        assertThat(whole).hasSize(1_002);
        assertThat(cut).hasSize(256).endsWith(102L);
        assertThat(Arrays.copyOf(cut, 255)).isEqualTo(Arrays.copyOf(whole, 255));
    }
}
