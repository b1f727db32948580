package dev.cairn.index.answer;

import java.util.stream.Collectors;

/**
 * An answer as text that must not be longer than a number of tokens. A token is taken to be four
 * characters, which is a little less than models need for code. The last line is always written: it
 * says how fresh and how complete the answer is.
 */
public final class AnswerText {

    private static final int CHARACTERS_OF_A_TOKEN = 4;
    private static final int LONGEST_QUOTED = 200;
    private static final int LONGEST_MESSAGE = 4_000;
    private static final int LONGEST_END = 1_000;

    private final StringBuilder text = new StringBuilder();
    private final long maxCharacters;
    private int leftOut;

    /**
     * Begins a text.
     *
     * @param budget how many tokens the text may take; 0 for any number
     */
    public AnswerText(int budget) {
        this.maxCharacters = budget == 0 ? Long.MAX_VALUE : (long) budget * CHARACTERS_OF_A_TOKEN;
    }

    /**
     * Returns the path of a file as part of a line: control characters and line breaks in a name,
     * which would look like lines of the answer, are written as escapes.
     */
    public static String path(String path) {
        return path.chars().noneMatch(AnswerText::breaksLine)
                ? path
                : path.codePoints()
                        .mapToObj(point ->
                                breaksLine(point)
                                        ? "\\u%04x".formatted(point)
                                        : Character.toString(point))
                        .collect(Collectors.joining());
    }

    /**
     * Returns a text that a caller gave, such as a name or a query, as part of a line: escaped as a
     * {@link #path} is, and cut, because a caller must not get a text of any length back.
     */
    public static String quoted(String given) {
        return path(cut(given, LONGEST_QUOTED, 0));
    }

    /**
     * Returns a message as one line of a bounded length. The end stays, because it says what to do.
     */
    public static String message(String message) {
        return path(cut(message, LONGEST_MESSAGE - LONGEST_END, LONGEST_END));
    }

    private static String cut(String text, int beginning, int end) {
        if (text.length() <= beginning + end) {
            return text;
        }
        int first = beginning - (Character.isHighSurrogate(text.charAt(beginning - 1)) ? 1 : 0);
        int last = text.length() - end;
        boolean half = end > 0 && Character.isLowSurrogate(text.charAt(last));
        return text.substring(0, first) + "…" + text.substring(half ? last + 1 : last);
    }

    private static boolean breaksLine(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Adds lines that belong together, unless they do not fit any more; then nothing fits. */
    public boolean add(String lines) {
        if (leftOut > 0 || text.length() + lines.length() + 1L > maxCharacters) {
            leftOut++;
            return false;
        }
        text.append(lines).append('\n');
        return true;
    }

    /** Adds a line that must not be missing. */
    public void addAlways(String line) {
        text.append(line).append('\n');
    }

    /** Returns how many characters still fit. */
    public long room() {
        return Math.max(0, maxCharacters - text.length());
    }

    /** Returns how many pieces were left out because of the budget. */
    public int leftOut() {
        return leftOut;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
