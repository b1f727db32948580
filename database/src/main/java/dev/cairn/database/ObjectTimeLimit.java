package dev.cairn.database;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * How long Cairn looks at one object of a database that it did not make, such as a view or a
 * full-text index. A database can hold views that no computer ever reads to the end.
 */
public final class ObjectTimeLimit {

    /** The system property that changes the limit, in seconds; a tenth is the least. */
    public static final String PROPERTY = "cairn.object.seconds";

    /** The system property that changes the limit for what reads rows, in seconds. */
    public static final String ROWS_PROPERTY = "cairn.object.rows.seconds";

    private static final int USUAL_SECONDS = 5;
    private static final int OBJECTS = 6;
    private static final int USUAL_ROWS_SECONDS = 300;
    private static final int MILLIS_SCALE = 3;
    private static final long LEAST_MILLIS = 100;
    private static final long MOST_MILLIS = 86_400_000;

    private ObjectTimeLimit() {}

    /** Returns a limit as messages write it, such as {@code 5 s} or {@code 0.5 s}. */
    public static String text(Duration limit) {
        return BigDecimal.valueOf(limit.toMillis(), MILLIS_SCALE)
                        .stripTrailingZeros()
                        .toPlainString()
                + " s";
    }

    /** Returns the limit for reading all rows behind one object. */
    public static Duration ofRows() {
        return seconds(ROWS_PROPERTY, USUAL_ROWS_SECONDS);
    }

    /** Returns the limit for compiling all objects, one after the other. */
    public static Duration ofAll() {
        return standard().multipliedBy(OBJECTS);
    }

    /** Returns the limit for compiling one object. */
    public static Duration standard() {
        return seconds(PROPERTY, USUAL_SECONDS);
    }

    /** Returns the value of a property; the usual value if it is not a number. */
    private static Duration seconds(String property, int usual) {
        double seconds = usual;
        try {
            seconds = Double.parseDouble(System.getProperty(property, Integer.toString(usual)));
        } catch (NumberFormatException _) {
            // As if it were not set.
        }
        long millis = Double.isFinite(seconds) ? Math.round(seconds * 1_000) : usual * 1_000L;
        return Duration.ofMillis(Math.clamp(millis, LEAST_MILLIS, MOST_MILLIS));
    }
}
