package dev.cairn.index.search;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of text, with what matched in it.
 *
 * @param text the line without the white space around it, cut if it is long
 * @param marks where the matches are, in order, without overlap
 */
public record Snippet(String text, List<Mark> marks) {

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

    /** Returns a line with its marks; a long one is cut around its first match. */
    public static Snippet of(String line, List<Mark> marks) {
        List<Mark> ordered =
                marks.stream()
                        .filter(mark -> mark.end > mark.start)
                        .sorted((a, b) -> Integer.compare(a.start, b.start))
                        .toList();
        int first = ordered.isEmpty() ? 0 : ordered.getFirst().start;
        String stripped = line.stripTrailing();
        int blank = stripped.length() - stripped.stripLeading().length();
        boolean isLong = stripped.length() - blank > MAX_LENGTH;
        int start = isLong ? Math.max(blank, first - MAX_LENGTH / 4) : blank;
        int end = isLong ? Math.min(stripped.length(), start + MAX_LENGTH) : stripped.length();
        String before = start > blank ? "…" : "";
        String after = end < stripped.length() ? "…" : "";
        return new Snippet(
                before + stripped.substring(start, end) + after,
                within(ordered, start, end, before.length()));
    }

    private static List<Mark> within(List<Mark> ordered, int start, int end, int shift) {
        List<Mark> inside = new ArrayList<>();
        int last = start;
        for (Mark mark : ordered) {
            int from = Math.max(last, mark.start);
            int to = Math.min(end, mark.end);
            if (from < to) {
                inside.add(new Mark(from - start + shift, to - start + shift));
                last = to;
            }
        }
        return inside;
    }
}
