package dev.cairn.index.statement;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The trigrams of a text, each once: every three characters that follow each other, letters in
 * lower case. A trigram with other characters than those from the space to {@code ~} is left out,
 * because no query asks for it.
 */
final class Trigrams {

    private static final int BITS = 7;
    private static final int MASK = (1 << BITS) - 1;
    private static final int CHARACTERS = '~' - ' ' + 1;
    private static final int WORD_LENGTH = 4;

    /** The base of the numbers that words stand for: {@code 36⁴} is more than {@code 95³}. */
    private static final int BASE = Character.MAX_RADIX;

    private Trigrams() {}

    /**
     * Returns the trigrams as words of four letters and digits, separated by spaces, for a
     * full-text index that has words.
     */
    static String words(String text) {
        int[] numbers = numbers(text);
        StringBuilder words = new StringBuilder((WORD_LENGTH + 1) * numbers.length);
        for (int number : numbers) {
            if (!words.isEmpty()) {
                words.append(' ');
            }
            appendWord(number, words);
        }
        return words.toString();
    }

    private static void appendWord(int number, StringBuilder words) {
        int rest = 0;
        for (int shift = 2 * BITS; shift >= 0; shift -= BITS) {
            rest = rest * CHARACTERS + (number >> shift & MASK) - ' ';
        }
        for (int i = 0; i < WORD_LENGTH; i++) {
            words.append(Character.forDigit(rest % BASE, BASE));
            rest /= BASE;
        }
    }

    /** Returns the trigrams as an array of numbers of PostgreSQL, such as {@code {1,2}}. */
    static String array(String text) {
        return Arrays.stream(numbers(text))
                .sorted()
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Returns the numbers of the trigrams, in the order of the text; a character is seven bits. */
    private static int[] numbers(String text) {
        long[] seen = new long[1 << (3 * BITS - 6)];
        int[] found = new int[64];
        int count = 0;
        int number = 0;
        int usable = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                usable = 0;
                continue;
            }
            number =
                    ((number << BITS) | (c >= 'A' && c <= 'Z' ? c + 32 : c))
                            & ((1 << (3 * BITS)) - 1);
            usable++;
            long bit = 1L << number;
            if (usable >= 3 && (seen[number >> 6] & bit) == 0) {
                seen[number >> 6] |= bit;
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = number;
            }
        }
        return Arrays.copyOf(found, count);
    }
}
