package dev.cairn.index.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * New text for some lines of a file.
 *
 * @param start the first line that is replaced, counted from 1
 * @param end the last line that is replaced; {@code start - 1} inserts before {@code start}
 * @param text the new lines; empty to delete them
 */
public record LineEdit(int start, int end, String text) {

    public LineEdit {
        if (start < 1 || end < start - 1) {
            throw EditException.invalid(
                    ("cannot edit lines %d to %d: lines count from 1, and the end may be at most"
                                    + " one before the start")
                            .formatted(start, end));
        }
    }

    /**
     * Applies edits to a text. All line numbers refer to the text as it was before. New lines get
     * the line ending that the text uses.
     *
     * @throws EditException with INVALID if edits overlap or name lines that do not exist
     */
    static String apply(String text, List<LineEdit> edits) {
        List<String> lines = lines(text);
        String ending = text.contains("\r\n") ? "\r\n" : "\n";
        List<LineEdit> ordered = new ArrayList<>(edits);
        ordered.sort(Comparator.comparingInt(LineEdit::start).thenComparingInt(LineEdit::end));
        StringBuilder result = new StringBuilder();
        int next = 1;
        for (LineEdit edit : ordered) {
            check(edit, next, lines.size());
            lines.subList(next - 1, edit.start - 1).forEach(result::append);
            append(result, edit.text, ending);
            next = edit.end + 1;
        }
        lines.subList(next - 1, lines.size()).forEach(result::append);
        return result.toString();
    }

    private static void check(LineEdit edit, int next, int lines) {
        if (edit.start < next) {
            throw EditException.invalid(
                    "edits overlap at line %d; merge them into one".formatted(edit.start));
        }
        if (edit.end > lines || edit.start > lines + 1) {
            throw EditException.invalid(
                    "cannot edit lines %d to %d: the file has %d lines"
                            .formatted(edit.start, edit.end, lines));
        }
    }

    private static void append(StringBuilder result, String text, String ending) {
        if (text.isEmpty()) {
            return;
        }
        if (!result.isEmpty() && result.charAt(result.length() - 1) != '\n') {
            result.append(ending);
        }
        String lines = text.replace("\r\n", "\n");
        result.append(lines.replace("\n", ending));
        if (!lines.endsWith("\n")) {
            result.append(ending);
        }
    }

    /** Splits a text into lines that keep their endings. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int next = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(start, next));
            start = next;
        }
        return lines;
    }
}
