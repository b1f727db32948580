package dev.cairn.index.answer;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
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

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

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
        return "index: %s files, %s (%s waiting) · %s files in part, %s as text only"
                .formatted(number(files), fresh, number(waiting), number(inPart), number(asText));
    }

    private static String time(Instant time, Instant now) {
        boolean today = time.until(now, ChronoUnit.HOURS) < 20;
        return (today ? TIME : DAY).format(time);
    }

    /** Returns a number with a comma between the thousands. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
