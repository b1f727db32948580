package dev.cairn.index.search.line;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cairn.index.answer.AnswerText;
import dev.cairn.index.search.Snippet.Mark;
import dev.cairn.index.search.query.QueryItem;
import dev.cairn.index.search.query.QuerySyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Finds a text or a pattern in lines. */
public final class LineMatcher {

    private static final int MAX_PATTERN = 1_000;
    private static final int MAX_REPETITION = 10_000;
    private static final int MAX_MARKS = 100;

    private final BiFunction<String, Deadline, List<Mark>> marks;
    private final TrigramQuery candidates;

    private LineMatcher(BiFunction<String, Deadline, List<Mark>> marks, TrigramQuery candidates) {
        this.marks = marks;
        this.candidates = candidates;
    }

    /**
     * Makes the matcher of an item.
     *
     * @param query the whole query, for the message of an error
     * @throws QuerySyntaxException if the item is an invalid pattern, or one that is too large
     */
    public static LineMatcher of(QueryItem.OfText item, boolean caseSensitive, String query) {
        return switch (item) {
            case QueryItem.Exact exact ->
                    new LineMatcher(
                            (line, _) -> occurrences(exact.text(), line, caseSensitive),
                            TrigramQuery.ofText(exact.text()));
            case QueryItem.Regex(String pattern) ->
                    ofPattern(compile(pattern, caseSensitive, query), pattern);
        };
    }

    private static LineMatcher ofPattern(Pattern compiled, String pattern) {
        return new LineMatcher(
                (line, deadline) -> occurrences(compiled, line, deadline),
                TrigramQuery.ofPattern(pattern));
    }

    private static Pattern compile(String pattern, boolean caseSensitive, String query) {
        if (pattern.length() > MAX_PATTERN) {
            throw new QuerySyntaxException(
                    query,
                    0,
                    "the pattern has %d characters, at most %d are allowed"
                            .formatted(pattern.length(), MAX_PATTERN));
        }
        if (TrigramQuery.repetition(pattern) > MAX_REPETITION) {
            throw new QuerySyntaxException(
                    query,
                    0,
                    "the counts in braces multiply to more than %d repetitions"
                            .formatted(MAX_REPETITION));
        }
        try {
            return Pattern.compile(pattern, caseSensitive ? 0 : Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new QuerySyntaxException(
                    query,
                    Math.max(0, e.getIndex()),
                    "the pattern is invalid: %s: '%s'; lookaround and back-references are not supported"
                            .formatted(e.getDescription(), AnswerText.quoted(e.getPattern())));
        }
    }

    /** Returns the condition that a file must fulfil to have such a line. */
    public TrigramQuery candidates() {
        return candidates;
    }

    /** Returns where the line has it; the mark of an empty match is empty. */
    List<Mark> find(String line, Deadline deadline) {
        return marks.apply(line, deadline);
    }

    private static List<Mark> occurrences(String text, String line, boolean caseSensitive) {
        List<Mark> found = new ArrayList<>();
        int last = line.length() - text.length();
        for (int i = 0; i <= last && found.size() < MAX_MARKS; i++) {
            // Most places differ in their first character, which costs less to see.
            if (mayBegin(line, i, text)
                    && line.regionMatches(!caseSensitive, i, text, 0, text.length())) {
                found.add(new Mark(i, i + text.length()));
                i += text.length() - 1;
            }
        }
        return found;
    }

    /** Returns false only where two ASCII characters differ in more than the bit of the case. */
    private static boolean mayBegin(String line, int at, String text) {
        if (text.isEmpty()) {
            return true;
        }
        char a = line.charAt(at);
        char b = text.charAt(0);
        return ((a ^ b) & ~0x20) == 0 || a >= 0x80 || b >= 0x80;
    }

    private static List<Mark> occurrences(Pattern pattern, String line, Deadline deadline) {
        Matcher matcher = pattern.matcher(new TimedText(line, deadline));
        List<Mark> found = new ArrayList<>();
        while (found.size() < MAX_MARKS && matcher.find()) {
            found.add(new Mark(matcher.start(), matcher.end()));
        }
        return found;
    }
}
