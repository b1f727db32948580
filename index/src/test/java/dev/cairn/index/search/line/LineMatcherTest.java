package dev.cairn.index.search.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.index.search.Snippet.Mark;
import dev.cairn.index.search.query.QueryItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineMatcherTest {

    /** With letters that are the same as others in lower case or in upper case alone. */
    private static final String CHARACTERS = "kK\u212AsS\u017FiI\u0130\u0131@`[{ßẞ \u0000";

    private static final Deadline NEVER = Deadline.after(Duration.ofHours(1), () -> false);

    @Test
    void aTextIsFoundWhereverTheCharactersAreTheSame() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            String text = some(random, 1 + random.nextInt(2));
            String line = some(random, random.nextInt(8));
            boolean caseSensitive = random.nextBoolean();
            LineMatcher matcher =
                    LineMatcher.of(
                            new QueryItem.Exact(text, Optional.empty()), caseSensitive, text);
            assertThat(matcher.find(line, NEVER).stream().map(Mark::start).toList())
                    .as("'%s' in '%s'", text, line)
                    .isEqualTo(starts(text, line, caseSensitive));
        }
    }

    private static String some(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }

    private static List<Integer> starts(String text, String line, boolean caseSensitive) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < line.length(); i++) {
            if (line.regionMatches(!caseSensitive, i, text, 0, text.length())) {
                starts.add(i);
                i += text.length() - 1;
            }
        }
        return starts;
    }
}
