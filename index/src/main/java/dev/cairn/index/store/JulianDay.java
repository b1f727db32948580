package dev.cairn.index.store;

import java.time.Instant;

/** Times as the tables keep them (https://www.sqlite.org/lang_datefunc.html). */
public final class JulianDay {

    /** The Julian day of 1970-01-01T00:00Z. */
    private static final double OF_1970 = 2_440_587.5;

    private static final double MILLIS_PER_DAY = 86_400e3;

    private JulianDay() {}

    static double of(Instant time) {
        return OF_1970 + time.toEpochMilli() / MILLIS_PER_DAY;
    }

    static double ofNanos(long nanosSince1970) {
        return OF_1970 + nanosSince1970 / 86_400e9;
    }

    /** Returns the time of a Julian day. */
    public static Instant instant(double day) {
        return Instant.ofEpochMilli(Math.round((day - OF_1970) * MILLIS_PER_DAY));
    }
}
