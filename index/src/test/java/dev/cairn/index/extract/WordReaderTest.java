package dev.cairn.index.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordReaderTest {

    private final WordReader reader = new WordReader();

    @Test
    void anIdentifierOfSeveralWordsIsEnteredAsAWholeAndAsItsWords() {
        assertThat(reader.words("openDoors(open)")).isEqualTo("opendoors_ open doors");
        assertThat(reader.words("x.open_doors")).isEqualTo("x open_doors_ open doors");
        assertThat(reader.words("a", "b a")).isEqualTo("a b");
        assertThat(reader.words("")).isEmpty();
    }

    @Test
    void encodedDataIsLeftOut() {
        assertThat(reader.words("a " + "x".repeat(81) + " b")).isEqualTo("a b");
    }

    @Test
    void furtherWordsAreThoseThatTheTextsBeforeDoNotHave() {
        assertThat(reader.words("openDoors")).isEqualTo("opendoors_ open doors");
        assertThat(reader.further("closeDoors", "open key")).isEqualTo("closedoors_ close key");
        assertThat(reader.further("key")).isEmpty();
        assertThat(reader.words("key")).isEqualTo("key");
    }

    @Test
    void identifiersAreWholeWhereverTheyAreInALongText() {
        for (int length : new int[] {1, 40, 79, 80}) {
            for (int before = 8080; before < 8200; before++) {
                String identifier = "x".repeat(length);
                assertThat(reader.words(" ".repeat(before) + identifier + " b"))
                        .isEqualTo(identifier + " b");
            }
        }
        for (int length : new int[] {81, 200, 20_000}) {
            for (int before = 7990; before < 8200; before++) {
                assertThat(reader.words("a" + " ".repeat(before) + "x".repeat(length) + " b"))
                        .isEqualTo("a b");
            }
        }
    }

    /** More identifiers than are remembered, met again and again. */
    @Test
    void theWordsOfATextDoNotDependOnTheTextsBefore() {
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) {
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < 2000; word++) {
                text.append(random.nextBoolean() ? "get" : "größe")
                        .append(Integer.toString(random.nextInt(20_000), 36))
                        .append(random.nextBoolean() ? "Name " : "_id,");
            }
            assertThat(reader.words(text.toString())).isEqualTo(simply(text.toString()));
        }
    }

    private static String simply(String text) {
        Set<String> words = new LinkedHashSet<>();
        Matcher identifiers = Pattern.compile("[\\p{L}\\p{N}_$]+").matcher(text);
        while (identifiers.find()) {
            words.addAll(SearchWords.ofIdentifier(identifiers.group()));
        }
        return String.join(" ", words);
    }
}
