package dev.cairn.index.parse;

import java.util.Arrays;

/** Where the lines of a text begin. Lines and columns count from 1, columns in UTF-16 units. */
public final class Lines {

    private final String text;
    private final int[] starts;

    private Lines(String text, int[] starts) {
        this.text = text;
        this.starts = starts;
    }

    /** Finds the lines of a text. */
    public static Lines of(String text) {
        int[] starts = new int[Math.max(16, text.length() / 32)];
        int count = 1;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = end + 1;
        }
        return new Lines(text, Arrays.copyOf(starts, count));
    }

    /** Returns the number of lines; a line break at the end of the text begins no further one. */
    public static int count(String text) {
        int breaks = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            breaks++;
        }
        return text.isEmpty() || text.endsWith("\n") ? breaks : breaks + 1;
    }

    /** Returns the offset at which a line begins. */
    public int start(int line) {
        return starts[line - 1];
    }

    /** Returns the line of an offset. */
    public int line(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Returns the text of a line without its line break. */
    public String text(int line) {
        int end = line < starts.length ? starts[line] - 1 : text.length();
        return text.substring(starts[line - 1], end);
    }

    /** Returns the column of an offset. */
    public int column(int offset) {
        return offset - starts[line(offset) - 1] + 1;
    }
}
