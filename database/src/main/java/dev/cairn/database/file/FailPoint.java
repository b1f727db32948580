package dev.cairn.database.file;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A place in the code where a test may end the process as a power failure would, without any
 * clean-up. The system property {@code cairn.failpoint} names the place, or the n-th time that it
 * is reached, as in {@code sync-step#3}.
 */
public final class FailPoint {

    /** The status with which the process ends; a killed process has the same one in a shell. */
    public static final int EXIT_STATUS = 137;

    private static final String ARMED = System.getProperty("cairn.failpoint", "");
    private static final AtomicInteger TIMES = new AtomicInteger();

    private FailPoint() {}

    /** Ends the process if the property names this place. */
    public static void reached(String name) {
        if (ARMED.isEmpty()) {
            return;
        }
        if (ARMED.equals(name)
                || (ARMED.startsWith(name + "#")
                        && ARMED.equals(name + "#" + TIMES.incrementAndGet()))) {
            Runtime.getRuntime().halt(EXIT_STATUS);
        }
    }
}
