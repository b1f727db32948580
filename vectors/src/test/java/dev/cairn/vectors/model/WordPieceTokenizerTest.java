package dev.cairn.vectors.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WordPieceTokenizerTest {

    private static final WordPieceTokenizer TOKENIZER = WordPieceTokenizer.shipped();

    /** The ids were made by src/test/reference/tokens.py. */
    @Test
    void tokensAreThoseOfTheReference() throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        SoftAssertions all = new SoftAssertions();
        int count = 0;
        try (BufferedReader lines = reader("token-ids.jsonl")) {
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

    /** The digests were made by src/test/reference/characters.py. */
    @Test
    void everyCharacterGivesTheTokensOfTheReference() throws Exception {
        SoftAssertions all = new SoftAssertions();
        int count = 0;
        try (BufferedReader lines = reader("character-digests.txt")) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                int start = Integer.parseInt(words[0], 16);
                all.assertThat(digest(start))
                        .as("characters from %s", words[0])
                        .isEqualTo(words[1]);
                count++;
            }
        }
        all.assertAll();
        assertThat(count).isEqualTo(272);
    }

    /** Surrogates are no characters. */
    private static String digest(int start) throws NoSuchAlgorithmException {
        String ids =
                IntStream.range(start, start + 4_096)
                        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                        .mapToObj(c -> TOKENIZER.encode("a" + Character.toString(c) + "b", 64))
                        .map(WordPieceTokenizerTest::joined)
                        .collect(Collectors.joining("\n"));
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(ids.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 8);
    }

    private static String joined(long[] ids) {
        return Arrays.stream(ids).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }

    /** Ten million characters of one word, of space and of control characters. */
    @Test
    @Timeout(5)
    void hugeTextsCostNoMoreThanLongOnes() {
        assertThat(TOKENIZER.encode("x".repeat(10_000_000), 256)).hasSize(3);
        assertThat(TOKENIZER.encode(" ".repeat(10_000_000), 256)).hasSize(2);
        assertThat(TOKENIZER.encode("\u0001".repeat(10_000_000), 256)).hasSize(2);
        assertThat(TOKENIZER.encode("a ".repeat(5_000_000), 256)).hasSize(256);
    }

    @Test
    void unpairedSurrogatesAreLeftOut() {
        assertThat(TOKENIZER.encode("a\ud800b \udc00 c\udbff", 64))
                .isEqualTo(TOKENIZER.encode("ab  c", 64));
    }

    private static BufferedReader reader(String resource) {
        return new BufferedReader(
                new InputStreamReader(
                        Objects.requireNonNull(
                                WordPieceTokenizerTest.class.getResourceAsStream(resource)),
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
