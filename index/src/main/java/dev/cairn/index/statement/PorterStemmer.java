package dev.cairn.index.statement;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes the endings off English words by the algorithm of M. F. Porter, "An algorithm for suffix
 * stripping" (1980), in the form that FTS5 has it
 * (https://www.sqlite.org/fts5.html#porter_tokenizer). Both engines so find the same words.
 */
final class PorterStemmer {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 64;

    private record Ending(String from, String to) {}

    private static final List<Ending> SECOND =
            endings(
                    "ational ate tional tion enci ence anci ance izer ize logi log bli ble alli al"
                            + " entli ent eli e ousli ous ization ize ation ate ator ate alism al"
                            + " iveness ive fulness ful ousness ous aliti al iviti ive biliti ble");
    private static final List<Ending> THIRD =
            endings("icate ic ative - alize al iciti ic ical ic ful - ness -");
    private static final List<Ending> FOURTH =
            endings(
                    "ement - ance - ence - able - ible - ment - ant - ent - ion - ism - ate - iti -"
                            + " ous - ive - ize - al - er - ic - ou -");

    private final StringBuilder word;

    private PorterStemmer(String word) {
        this.word = new StringBuilder(word);
    }

    private static List<Ending> endings(String pairs) {
        String[] parts = pairs.split(" ", -1);
        return IntStream.range(0, parts.length / 2)
                .mapToObj(i -> new Ending(parts[2 * i], parts[2 * i + 1].replace("-", "")))
                .toList();
    }

    /** Returns the stem of a word in lower case. */
    static String stem(String word) {
        if (word.length() < SHORTEST || word.length() > LONGEST) {
            return word;
        }
        PorterStemmer stemmer = new PorterStemmer(word);
        stemmer.plural();
        stemmer.past();
        stemmer.lastY();
        stemmer.replace(SECOND, 0);
        stemmer.replace(THIRD, 0);
        stemmer.replace(FOURTH, 1);
        stemmer.lastE();
        return stemmer.word.toString();
    }

    private boolean endsWith(String ending) {
        int start = word.length() - ending.length();
        return start > 0 && word.indexOf(ending, start) == start;
    }

    private void cut(int characters) {
        word.setLength(word.length() - characters);
    }

    private void plural() {
        if (endsWith("sses") || endsWith("ies")) {
            cut(2);
        } else if (endsWith("s") && !endsWith("ss")) {
            cut(1);
        }
    }

    private void past() {
        if (endsWith("eed")) {
            if (measure(word.length() - 3) > 0) {
                cut(1);
            }
        } else if (endsWith("ed") && hasVowel(word.length() - 2)) {
            cut(2);
            afterPast();
        } else if (endsWith("ing") && hasVowel(word.length() - 3)) {
            cut(3);
            afterPast();
        }
    }

    private void afterPast() {
        int length = word.length();
        if (endsWith("at") || endsWith("bl") || endsWith("iz")) {
            word.append('e');
        } else if (length > 1
                && isConsonant(length - 1)
                && word.charAt(length - 1) == word.charAt(length - 2)) {
            if ("lsz".indexOf(word.charAt(length - 1)) < 0) {
                cut(1);
            }
        } else if (measure(length) == 1 && endsShort(length)) {
            word.append('e');
        }
    }

    private void lastY() {
        int last = word.length() - 1;
        if (word.charAt(last) == 'y' && hasVowel(last)) {
            word.setCharAt(last, 'i');
        }
    }

    /** Of all endings that fit, the longest decides. */
    private void replace(List<Ending> endings, int leastMeasure) {
        Ending longest = null;
        for (Ending ending : endings) {
            if (endsWith(ending.from)
                    && (longest == null || ending.from.length() > longest.from.length())) {
                longest = ending;
            }
        }
        if (longest == null) {
            return;
        }
        int stem = word.length() - longest.from.length();
        boolean ion = longest.from.equals("ion") && "st".indexOf(word.charAt(stem - 1)) < 0;
        if (!ion && measure(stem) > leastMeasure) {
            word.setLength(stem);
            word.append(longest.to);
        }
    }

    private void lastE() {
        int last = word.length() - 1;
        if (last > 0 && word.charAt(last) == 'e') {
            int measure = measure(last);
            if (measure > 1 || (measure == 1 && !endsShort(last))) {
                cut(1);
            }
        }
        last = word.length() - 1;
        if (last > 0
                && word.charAt(last) == 'l'
                && word.charAt(last - 1) == 'l'
                && measure(last) > 1) {
            cut(1);
        }
    }

    private boolean isConsonant(int index) {
        return switch (word.charAt(index)) {
            case 'a', 'e', 'i', 'o', 'u' -> false;
            case 'y' -> index == 0 || !isConsonant(index - 1);
            default -> true;
        };
    }

    private boolean hasVowel(int end) {
        for (int i = 0; i < end; i++) {
            if (!isConsonant(i)) {
                return true;
            }
        }
        return false;
    }

    /** Counts how often a consonant follows a vowel before an index. */
    private int measure(int end) {
        int count = 0;
        for (int i = 1; i < end; i++) {
            if (isConsonant(i) && !isConsonant(i - 1)) {
                count++;
            }
        }
        return count;
    }

    /** Returns whether it ends with consonant, vowel and a consonant that is not w, x or y. */
    private boolean endsShort(int end) {
        return end >= 3
                && isConsonant(end - 1)
                && !isConsonant(end - 2)
                && isConsonant(end - 3)
                && "wxy".indexOf(word.charAt(end - 1)) < 0;
    }
}
