package dev.cairn.index.statement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trigrams as numbers, for an engine without an index of trigrams. Each character takes seven bits,
 * letters are in lower case, and a trigram with other characters than those from the space to
 * {@code ~} has no number.
 */
final class TrigramArrays {

    private TrigramArrays() {}

    /** Returns an array of the trigrams of a text, such as {@code {1,2}}. */
    static String of(String text) {
        int[] found = new int[Math.max(0, text.length() - 2)];
        int count = 0;
        for (int i = 0; i + 3 <= text.length(); i++) {
            int number = number(text, i);
            if (number >= 0) {
                found[count++] = number;
            }
        }
        return text(Arrays.stream(found, 0, count).sorted().distinct());
    }

    private static String text(IntStream numbers) {
        StringBuilder text = new StringBuilder("{");
        numbers.forEach(number -> text.append(text.length() > 1 ? "," : "").append(number));
        return text.append('}').toString();
    }

    /** Returns the number of the trigram at an index; -1 if it has none. */
    private static int number(String text, int start) {
        int number = 0;
        for (int i = start; i < start + 3; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return -1;
            }
            number = number << 7 | (c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
        return number;
    }

    /**
     * Returns a JSON list of arrays, all trigrams of one of which a file must have, for an
     * expression of FTS5 that joins alternatives of trigrams.
     */
    static String query(String expression) {
        List<List<Integer>> alternatives = new ArrayList<>();
        for (String part : topLevel(expression)) {
            alternatives.add(numbers(part));
        }
        StringBuilder json = new StringBuilder("[");
        for (List<Integer> numbers : alternatives) {
            json.append(json.length() > 1 ? "," : "")
                    .append('"')
                    .append(text(numbers.stream().mapToInt(Integer::intValue)))
                    .append('"');
        }
        return json.append(']').toString();
    }

    /** Returns the alternatives of {@code (("abc" AND "bcd") OR ("x"))}. */
    private static List<String> topLevel(String expression) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < expression.length(); i++) {
            quoted ^= expression.charAt(i) == '"';
            if (!quoted && expression.startsWith(" OR ", i)) {
                parts.add(expression.substring(start, i));
                start = i + 4;
            }
        }
        parts.add(expression.substring(start));
        return parts;
    }

    private static List<Integer> numbers(String part) {
        List<Integer> numbers = new ArrayList<>();
        StringBuilder trigram = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '"' && quoted && i + 1 < part.length() && part.charAt(i + 1) == '"') {
                trigram.append(c);
                i++;
            } else if (c == '"') {
                if (quoted && trigram.length() == 3) {
                    numbers.add(number(trigram.toString(), 0));
                }
                trigram.setLength(0);
                quoted = !quoted;
            } else if (quoted) {
                trigram.append(c);
            }
        }
        return numbers;
    }
}
