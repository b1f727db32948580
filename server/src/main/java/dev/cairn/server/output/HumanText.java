package dev.cairn.server.output;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Sizes, times and durations as people read them; documents for programs have them exactly. */
public final class HumanText {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final long KILOBYTE = 1_000;
    private static final long TENTHS = 10;
    private static final double SECOND = 1_000;
    private static final long MINUTE_MILLIS = 60_000;

    private HumanText() {}

    /** Returns such as {@code 512 B}, {@code 12.3 kB} or {@code 4.5 GB}. */
    public static String size(long bytes) {
        if (bytes < KILOBYTE) {
            return bytes + " B";
        }
        double amount = bytes;
        String unit = "B";
        for (String next : new String[] {"kB", "MB", "GB", "TB"}) {
            if (amount >= KILOBYTE) {
                amount /= KILOBYTE;
                unit = next;
            }
        }
        // A format with a point loads the signs of all languages, a tenth of a short command.
        long tenths = Math.round(amount * TENTHS);
        return tenths / TENTHS + "." + tenths % TENTHS + " " + unit;
    }

    /** Returns a time of ISO 8601 in the zone of this machine, to the minute. */
    public static String time(String instant) {
        try {
            return MINUTE.format(Instant.parse(instant).atZone(ZoneId.systemDefault()));
        } catch (DateTimeParseException _) {
            return instant;
        }
    }

    /** Returns such as {@code 84 ms}, {@code 2.5 s} or {@code 3 min 20 s}. */
    public static String duration(long millis) {
        if (millis < SECOND) {
            return millis + " ms";
        }
        return millis < MINUTE_MILLIS
                ? String.format(Locale.ROOT, "%.1f s", millis / SECOND)
                : "%d min %d s".formatted(millis / MINUTE_MILLIS, millis % MINUTE_MILLIS / 1_000);
    }
}
