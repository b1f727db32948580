package dev.cairn.index.search;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of text, with what matched in it.
 *
 * @param text the line without the white space around it
 * @param marks where the matches are, in order
 */
public record Snippet(String text, List<Mark> marks) {

    /** Put by the database where a match begins; no character that source text has. */
    static final char BEGIN = '\u0001';

    /** Put by the database where a match ends. */
    static final char END = '\u0002';

    private static final int MAX_LENGTH = 160;

    public Snippet {
        marks = List.copyOf(marks);
    }

    /**
     * A match.
     *
     * @param start the offset of its first UTF-16 unit in the text
     * @param end the offset behind its last one
     */
    public record Mark(int start, int end) {}

    /** Reads a line with the database's marks in it; a long one is cut around its first match. */
    static Snippet of(String marked) {
        String line = cut(marked.strip());
        StringBuilder text = new StringBuilder();
        List<Mark> marks = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == BEGIN) {
                begin = text.length();
            } else if (c != END) {
                text.append(c);
            } else if (begin >= 0) {
                marks.add(new Mark(begin, text.length()));
                begin = -1;
            }
        }
        return new Snippet(text.toString(), marks);
    }

    private static String cut(String line) {
        if (line.length() <= MAX_LENGTH) {
            return line;
        }
        int start = Math.max(0, line.indexOf(BEGIN) - MAX_LENGTH / 4);
        int end = Math.min(line.length(), start + MAX_LENGTH);
        String middle = line.substring(start, end);
        // A match that is cut off still ends.
        String closed = middle.lastIndexOf(BEGIN) > middle.lastIndexOf(END) ? middle + END : middle;
        return (start > 0 ? "…" : "") + closed + (end < line.length() ? "…" : "");
    }
}
