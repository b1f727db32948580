package dev.cairn.index.search.line;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A condition on the trigrams of a file, without which a text or pattern is not in it. Trigrams
 * with other characters than ASCII are left out, because the index and the matcher need not agree
 * on their upper and lower case.
 *
 * @param alternatives sets of trigrams in lower case, one of which the file must have; empty if
 *     every file may match
 */
public record TrigramQuery(List<Set<String>> alternatives) {

    private static final int MOST = 24;
    private static final Pattern COUNT = Pattern.compile("\\d+(,\\d*)?\\}");
    private static final String SPECIAL = ".[]()*+?{}|^$\\";

    public TrigramQuery {
        alternatives = alternatives.stream().map(Set::copyOf).toList();
    }

    private static final TrigramQuery EVERY_FILE = new TrigramQuery(List.of());

    static TrigramQuery ofText(String text) {
        return ofAlternatives(List.of(List.of(text)));
    }

    /** Reads the literal texts that every match of a pattern of RE2 must have. */
    static TrigramQuery ofPattern(String pattern) {
        return pattern.contains("\\Q") || pattern.contains("(?")
                ? EVERY_FILE
                : ofAlternatives(new Literals(pattern).alternatives());
    }

    private static TrigramQuery ofAlternatives(List<List<String>> texts) {
        List<Set<String>> alternatives = new ArrayList<>();
        for (List<String> literals : texts) {
            Set<String> trigrams = new LinkedHashSet<>();
            literals.forEach(literal -> addTrigrams(literal, trigrams));
            if (trigrams.isEmpty()) {
                return EVERY_FILE;
            }
            alternatives.add(trigrams);
        }
        return new TrigramQuery(alternatives);
    }

    private static void addTrigrams(String text, Set<String> trigrams) {
        for (int i = 0; i + 3 <= text.length() && trigrams.size() < MOST; i++) {
            String trigram = text.substring(i, i + 3);
            if (trigram.chars().allMatch(c -> c >= ' ' && c < 127)) {
                trigrams.add(trigram.toLowerCase(Locale.ROOT));
            }
        }
    }

    /** Returns whether the index can tell nothing. */
    public boolean isEveryFile() {
        return alternatives.isEmpty();
    }

    /** Returns the product of all counts in braces, which bounds the size of a compiled pattern. */
    static long repetition(String pattern) {
        long product = 1;
        for (int i = pattern.indexOf('{'); i >= 0; i = pattern.indexOf('{', i + 1)) {
            int end = pattern.indexOf('}', i);
            String counts = end < 0 ? "" : pattern.substring(i + 1, end);
            if (counts.matches("\\d{1,9}(,\\d{0,9})?")) {
                String most = counts.substring(counts.indexOf(',') + 1);
                String count = most.isEmpty() ? counts.replace(",", "") : most;
                product = Math.min(Integer.MAX_VALUE, product * Math.max(1, Long.parseLong(count)));
            }
        }
        return product;
    }

    /** Reads the literal texts out of a pattern; what is in parentheses and brackets is skipped. */
    private static final class Literals {

        private final String pattern;
        private final List<List<String>> alternatives = new ArrayList<>();
        private List<String> literals = new ArrayList<>();
        private final StringBuilder literal = new StringBuilder();
        private int position;

        Literals(String pattern) {
            this.pattern = pattern;
        }

        List<List<String>> alternatives() {
            while (position < pattern.length()) {
                char c = pattern.charAt(position++);
                switch (c) {
                    case '\\' -> escape();
                    case '[' -> skipClass();
                    case '(' -> skipGroup();
                    case '|' -> endAlternative();
                    case '*', '?', '{' -> dropLast(c);
                    default -> plain(c);
                }
            }
            endAlternative();
            return alternatives;
        }

        private void plain(char c) {
            if (SPECIAL.indexOf(c) >= 0) {
                endLiteral();
            } else {
                literal.append(c);
            }
        }

        private void escape() {
            char c = position < pattern.length() ? pattern.charAt(position++) : 'A';
            if (c < 128 && !Character.isLetterOrDigit(c)) {
                literal.append(c);
            } else {
                endLiteral();
                skipArgument(c);
            }
        }

        /** The letters of {@code \x{...}}, {@code \x41} and {@code \pL} are no text of the file. */
        private void skipArgument(char escaped) {
            if ("xpP".indexOf(escaped) < 0 && !Character.isDigit(escaped)) {
                return;
            }
            if (position < pattern.length() && pattern.charAt(position) == '{') {
                skipTo('}');
            } else {
                position += escaped == 'x' ? 2 : Character.isDigit(escaped) ? 0 : 1;
                position = Math.min(position, pattern.length());
            }
        }

        private void skipTo(char end) {
            int at = pattern.indexOf(end, position);
            position = at < 0 ? pattern.length() : at + 1;
        }

        private void skipClass() {
            endLiteral();
            position += position < pattern.length() && pattern.charAt(position) == '^' ? 1 : 0;
            position += position < pattern.length() && pattern.charAt(position) == ']' ? 1 : 0;
            while (position < pattern.length() && pattern.charAt(position) != ']') {
                boolean named = pattern.startsWith("[:", position);
                boolean escaped = pattern.charAt(position) == '\\';
                if (named && pattern.indexOf(":]", position) > 0) {
                    position = pattern.indexOf(":]", position) + 2;
                } else {
                    position += escaped ? 2 : 1;
                }
            }
            position++;
        }

        private void skipGroup() {
            endLiteral();
            int depth = 1;
            while (position < pattern.length() && depth > 0) {
                char c = pattern.charAt(position++);
                switch (c) {
                    case '\\' -> position++;
                    case '[' -> skipClass();
                    case '(' -> depth++;
                    case ')' -> depth--;
                    default -> {
                        // Part of the group.
                    }
                }
            }
        }

        /** What may be there no time at all is not required. */
        private void dropLast(char quantifier) {
            if (quantifier == '{'
                    && !COUNT.matcher(pattern).region(position, pattern.length()).lookingAt()) {
                endLiteral();
                return;
            }
            if (!literal.isEmpty()) {
                literal.setLength(literal.length() - 1);
            }
            endLiteral();
            if (quantifier == '{') {
                skipTo('}');
            }
        }

        private void endLiteral() {
            if (!literal.isEmpty()) {
                literals.add(literal.toString());
                literal.setLength(0);
            }
        }

        private void endAlternative() {
            endLiteral();
            alternatives.add(literals);
            literals = new ArrayList<>();
        }
    }
}
