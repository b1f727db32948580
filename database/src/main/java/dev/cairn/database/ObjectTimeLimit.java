package dev.cairn.database;

import java.time.Duration;

/**
 * How long Cairn looks at one object of a database that it did not make, such as a view or a
 * full-text index. A database can hold views that no computer ever reads to the end.
 */
public final class ObjectTimeLimit {

    /** The system property that changes the limit, in seconds. */
    public static final String PROPERTY = "cairn.object.seconds";

    /** The system property that changes the limit for what reads rows, in seconds. */
    public static final String ROWS_PROPERTY = "cairn.object.rows.seconds";

    private static final int USUAL_SECONDS = 5;
    private static final int OBJECTS = 6;
    private static final int USUAL_ROWS_SECONDS = 300;

    private ObjectTimeLimit() {}

    /** Returns the limit for reading all rows behind one object. */
    public static Duration ofRows() {
        return Duration.ofSeconds(
                Math.max(1, Integer.getInteger(ROWS_PROPERTY, USUAL_ROWS_SECONDS)));
    }

    /** Returns the limit for compiling all objects, one after the other. */
    public static Duration ofAll() {
        return standard().multipliedBy(OBJECTS);
    }

    /** Returns the limit for compiling one object. */
    public static Duration standard() {
        return Duration.ofSeconds(Math.max(1, Integer.getInteger(PROPERTY, USUAL_SECONDS)));
    }
}
