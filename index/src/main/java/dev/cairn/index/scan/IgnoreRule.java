package dev.cairn.index.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * One line of an ignore file (https://git-scm.com/docs/gitignore).
 *
 * @param text the line as it was written
 * @param line its number, counted from 1
 * @param negated whether it takes back what earlier rules exclude
 * @param foldersOnly whether it is about folders only
 * @param anywhere whether it is about the name alone, in whatever folder
 * @param literal what a match begins with, byte for byte
 * @param rest the pattern of what follows; empty if nothing does
 */
@SuppressWarnings("ArrayRecordComponent") // rules are never compared
record IgnoreRule(
        String text,
        int line,
        boolean negated,
        boolean foldersOnly,
        boolean anywhere,
        byte[] literal,
        Optional<GlobPattern> rest) {

    private static final String SPECIAL = "*?[\\";

    /** Returns the rule of a line without its line break; empty if it has none. */
    static Optional<IgnoreRule> parse(String written, int line) {
        if (written.isEmpty() || written.startsWith("#")) {
            return Optional.empty();
        }
        String text = withoutTrailingSpaces(written);
        boolean negated = text.startsWith("!");
        String pattern = negated ? text.substring(1) : text;
        boolean foldersOnly = pattern.endsWith("/");
        if (foldersOnly) {
            pattern = pattern.substring(0, pattern.length() - 1);
        }
        if (pattern.isEmpty()) {
            return Optional.empty();
        }
        boolean anywhere = pattern.indexOf('/') < 0;
        if (pattern.startsWith("/")) {
            pattern = pattern.substring(1);
        }
        int literal = literalLength(pattern);
        String rest = pattern.substring(literal);
        return Optional.of(
                new IgnoreRule(
                        text,
                        line,
                        negated,
                        foldersOnly,
                        anywhere,
                        pattern.substring(0, literal).getBytes(StandardCharsets.UTF_8),
                        rest.isEmpty()
                                ? Optional.empty()
                                : Optional.of(GlobPattern.compile(rest))));
    }

    private static int literalLength(String pattern) {
        int length = 0;
        while (length < pattern.length() && SPECIAL.indexOf(pattern.charAt(length)) < 0) {
            length++;
        }
        return length;
    }

    /** Spaces at the end do not count, unless a backslash stands before them. */
    private static String withoutTrailingSpaces(String line) {
        int end = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\\' && i + 1 < line.length()) {
                i++;
                end = i + 1;
            } else if (line.charAt(i) != ' ') {
                end = i + 1;
            }
        }
        return line.substring(0, end);
    }

    /**
     * Returns whether the rule is about an entry.
     *
     * @param path its path below the folder of the ignore file
     * @param nameStart where its name begins in the path
     */
    boolean isAbout(byte[] path, int nameStart, boolean isFolder) {
        if (foldersOnly && !isFolder) {
            return false;
        }
        int start = anywhere ? nameStart : 0;
        int end = start + literal.length;
        if (end > path.length || !Arrays.equals(path, start, end, literal, 0, literal.length)) {
            return false;
        }
        return rest.map(pattern -> pattern.matches(path, end)).orElse(end == path.length);
    }
}
