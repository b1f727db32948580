package dev.cairn.index.answer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the next page of an answer begins.
 *
 * @param offset how many hits come before the page
 * @param revision the revision of the index that the page before was read from
 * @param question the hash of the question
 */
public record Cursor(int offset, long revision, int question) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}):(\\d{1,18}):(-?\\d{1,10})");

    /** Returns the place at which every question begins. */
    public static Cursor first(Object question) {
        return new Cursor(0, -1, question.hashCode());
    }

    /**
     * Reads a cursor that was given out with an answer.
     *
     * @throws IllegalArgumentException if it is none, or was given out for another question
     */
    public static Cursor parse(String text, Object question) {
        Cursor cursor = decode(text);
        if (cursor.question != question.hashCode()) {
            throw new IllegalArgumentException(
                    "the cursor '%s' belongs to another question; repeat the question it came from"
                            .formatted(AnswerText.quoted(text)));
        }
        return cursor;
    }

    private static Cursor decode(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            Matcher matcher = FORM.matcher(new String(bytes, StandardCharsets.US_ASCII));
            if (matcher.matches()) {
                return new Cursor(
                        Integer.parseInt(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)));
            }
        } catch (IllegalArgumentException _) {
            // It is refused below, like other texts that are no cursor.
        }
        throw new IllegalArgumentException(
                "'%s' is not a cursor; give the one of the last answer"
                        .formatted(AnswerText.quoted(text)));
    }

    /** Returns whether the index has changed since the page before was read. */
    public boolean isOfOther(long presentRevision) {
        return revision >= 0 && revision != presentRevision;
    }

    /** Returns the text to give out. */
    public String text() {
        String plain = offset + ":" + revision + ":" + question;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }
}
