package dev.cairn.index.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrigramsTest {

    @Test
    void eachTrigramIsAWordOfItsOwn() {
        Map<String, String> trigrams = new HashMap<>();
        for (int a = ' '; a <= '~'; a += 5) {
            for (int b = ' '; b <= '~'; b += 3) {
                for (char c = ' '; c <= '~'; c++) {
                    String trigram = "" + (char) a + (char) b + c;
                    String word = Trigrams.words(trigram);
                    assertThat(word).matches("[0-9a-z]{4}");
                    String other = trigrams.putIfAbsent(word, trigram.toLowerCase(Locale.ROOT));
                    assertThat(other == null || other.equals(trigram.toLowerCase(Locale.ROOT)))
                            .as("%s and %s", trigram, other)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aTextHasEachOfItsTrigramsOnceInLowerCase() {
        assertThat(Trigrams.words("abcABCab"))
                .isEqualTo(
                        String.join(
                                " ",
                                Trigrams.words("abc"),
                                Trigrams.words("bca"),
                                Trigrams.words("cab")));
        assertThat(Trigrams.array("abcABC")).isEqualTo("{1601891,1618401,1634530}");
    }

    @Test
    void aWordBeginsWithTheLowestDigit() {
        assertThat(Trigrams.words("call")).isEqualTo("6e3d " + Trigrams.words("all"));
        assertThat(Trigrams.words("Tex")).isEqualTo("v2eg");
    }

    @Test
    void noTrigramReachesOverALineBreakOrAnotherCharacter() {
        assertThat(Trigrams.words("ab\ncd")).isEmpty();
        assertThat(Trigrams.words("abé")).isEmpty();
        assertThat(Trigrams.words("ab")).isEmpty();
    }
}
