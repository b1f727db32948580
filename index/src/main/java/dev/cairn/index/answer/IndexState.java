package dev.cairn.index.answer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How fresh and how complete the index was when a question was answered.
 *
 * @param files how many files it has
 * @param freshTo the time at which the index was last brought up to date; empty before the first
 *     run has ended
 * @param waiting how many files are known to have changed and were not read yet
 * @param inPart how many files have errors, so that a part of them may be missing
 * @param asText how many files are indexed as text only, because their language has no grammar
 */
public record IndexState(
        long files, Optional<Instant> freshTo, long waiting, long inPart, long asText) {

    private static final Duration DAY_IS_KNOWN = Duration.ofHours(20);

    // Every answer of a short command ends with this line. The formatters of the JDK read the
    // locale's data for it, which takes longer than a search.

    /**
     * Returns the state as part of a line, such as {@code index: 9,247 files, fresh to 12:03:04 (0
     * waiting) · 3 files in part, 41 as text only}.
     *
     * @param now decides whether the day is given
     */
    public String text(Instant now) {
        String fresh =
                freshTo.map(time -> "fresh to " + time(time, now))
                        .orElse("the first run is not done");
        return "index: "
                + Plural.of(files, "file")
                + ", "
                + fresh
                + " ("
                + number(waiting)
                + " waiting) · "
                + Plural.of(inPart, "file")
                + " in part, "
                + number(asText)
                + " as text only";
    }

    private static String time(Instant time, Instant now) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
        String minutes = two(utc.getHour()) + ":" + two(utc.getMinute());
        return Duration.between(time, now).compareTo(DAY_IS_KNOWN) < 0
                ? minutes + ":" + two(utc.getSecond())
                : utc.toLocalDate() + " " + minutes;
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    /** Returns a number with a comma between the thousands. */
    public static String number(long number) {
        StringBuilder text = new StringBuilder(Long.toString(number));
        int first = number < 0 ? 1 : 0;
        for (int at = text.length() - 3; at > first; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
