package dev.cairn.index.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The comments of a text, and which of them stand right before something. */
public final class Comments {

    private final String text;
    private final TreeMap<Integer, Integer> startByEnd = new TreeMap<>();

    Comments(String text) {
        this.text = text;
    }

    /** A stretch of the text: from the first offset to before the second. */
    public record Span(int start, int end) {}

    void add(Span comment) {
        startByEnd.put(comment.end(), comment.start());
    }

    /**
     * Returns the comments that stand one after the other before an offset, with nothing but white
     * space between them and it, the first one first.
     *
     * @param maxLineBreaks the most line breaks between two of them, or the last one and the offset
     */
    public List<Span> before(int offset, int maxLineBreaks) {
        List<Span> found = new ArrayList<>();
        int position = offset;
        while (true) {
            int end = endOfTextBefore(position, maxLineBreaks);
            Integer start = end < 0 ? null : startByEnd.get(end);
            if (start == null) {
                return found;
            }
            found.addFirst(new Span(start, end));
            position = start;
        }
    }

    private int endOfTextBefore(int offset, int maxLineBreaks) {
        int end = offset;
        int lineBreaks = 0;
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
            lineBreaks += text.charAt(end) == '\n' ? 1 : 0;
        }
        return lineBreaks > maxLineBreaks ? -1 : end;
    }

    /**
     * Returns the one documentation comment that stands right before an offset, which begins with
     * one of these marks; none if what stands there begins otherwise.
     */
    public List<Span> documentationBefore(int offset, String... marks) {
        List<Span> found = before(offset, Integer.MAX_VALUE);
        boolean documented = !found.isEmpty() && beginsWith(raw(found.getLast()), marks);
        return documented ? List.of(found.getLast()) : List.of();
    }

    /** Returns the comments before an offset that all begin with a mark, such as {@code ///}. */
    public List<Span> linesBefore(int offset, String... marks) {
        List<Span> found = before(offset, Integer.MAX_VALUE);
        int from = found.size();
        while (from > 0 && beginsWith(raw(found.get(from - 1)), marks)) {
            from--;
        }
        return found.subList(from, found.size());
    }

    /** Returns the comments that the text begins with, if they all begin with one of the marks. */
    public List<Span> atBeginning(String... marks) {
        List<Span> found = new ArrayList<>();
        int position = 0;
        for (Map.Entry<Integer, Integer> comment : startByEnd.entrySet()) {
            Span span = new Span(comment.getValue(), comment.getKey());
            if (!text.substring(position, span.start()).isBlank()
                    || !beginsWith(raw(span), marks)) {
                break;
            }
            found.add(span);
            position = span.end();
        }
        return found;
    }

    private static boolean beginsWith(String comment, String... marks) {
        for (String mark : marks) {
            if (comment.startsWith(mark)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the comments that begin inside a stretch of the text. */
    List<Span> between(int start, int end) {
        List<Span> found = new ArrayList<>();
        for (Map.Entry<Integer, Integer> comment = startByEnd.higherEntry(start);
                comment != null && comment.getValue() < end;
                comment = startByEnd.higherEntry(comment.getKey())) {
            if (comment.getValue() >= start) {
                found.add(new Span(comment.getValue(), comment.getKey()));
            }
        }
        return found;
    }

    /** Returns the first comment, or an empty span at the beginning if there is none. */
    public Span first() {
        return startByEnd.isEmpty()
                ? new Span(0, 0)
                : new Span(startByEnd.firstEntry().getValue(), startByEnd.firstKey());
    }

    public String raw(Span span) {
        return text.substring(span.start(), span.end());
    }

    /** Returns what comments say, without the marks that make them comments. */
    public String content(List<Span> spans) {
        return spans.stream()
                .map(span -> withoutMarks(raw(span)))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static String withoutMarks(String comment) {
        if (comment.startsWith("#")) {
            return stripMark(comment, '#');
        }
        if (!comment.startsWith("/*")) {
            return stripMark(
                    comment.startsWith("//!") ? "//" + comment.substring(3) : comment, '/');
        }
        String body = comment.substring(2, Math.max(2, comment.length() - 2));
        return body.lines()
                .map(line -> stripMark(line.strip(), '*'))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /** Drops a mark that is repeated at the beginning of a line, and one space behind it. */
    private static String stripMark(String line, char mark) {
        int start = 0;
        while (start < line.length() && line.charAt(start) == mark) {
            start++;
        }
        if (start < line.length() && line.charAt(start) == ' ') {
            start++;
        }
        return line.substring(start).stripTrailing();
    }
}
