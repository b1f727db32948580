package dev.cairn.index.watch;

import java.time.Duration;

/**
 * When changes that have come in are worked on.
 *
 * <p>A few changes wait until nothing has come for {@code quiet}, but never longer than {@code
 * patience}: a user who saves a file again and again wants it found. Many changes are a storm, such
 * as a switch to another branch; they wait for its end, so that it becomes one piece of work, at
 * most {@code longestStorm}.
 *
 * @param quiet how long nothing must have come
 * @param patience how long the first of a few changes waits at most
 * @param few how many changes are few
 * @param longestStorm how long the first change of a storm waits at most
 */
record QuietTime(Duration quiet, Duration patience, int few, Duration longestStorm) {

    /** 200 ms of quiet; 250 ms of patience with up to 32 changes; storms of up to 5 s. */
    static final QuietTime STANDARD =
            new QuietTime(
                    Duration.ofMillis(200), Duration.ofMillis(250), 32, Duration.ofSeconds(5));

    /**
     * Returns when changes are due.
     *
     * @param firstNanos when the first of them came, by {@link System#nanoTime}
     * @param lastNanos when the last of them came
     * @param count how many came
     */
    long dueNanos(long firstNanos, long lastNanos, long count) {
        Duration longest = count <= few ? patience : longestStorm;
        long afterQuiet = lastNanos + quiet.toNanos();
        long atLongest = firstNanos + longest.toNanos();
        return afterQuiet - atLongest < 0 ? afterQuiet : atLongest;
    }
}
