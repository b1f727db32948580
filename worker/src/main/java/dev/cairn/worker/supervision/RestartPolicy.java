package dev.cairn.worker.supervision;

import java.time.Duration;

/**
 * When a worker that ended by itself is started again.
 *
 * @param firstPause the pause before the first start; it doubles with every one that follows
 * @param longestPause the longest pause
 * @param mostEnds how many ends within {@code window} are too many
 * @param window the time in which ends are counted
 * @param heartbeat how often a worker is asked whether it works
 * @param silence how long a worker may take to answer before it is ended
 */
public record RestartPolicy(
        Duration firstPause,
        Duration longestPause,
        int mostEnds,
        Duration window,
        Duration heartbeat,
        Duration silence) {

    /** Returns the usual policy. */
    public static RestartPolicy standard() {
        return new RestartPolicy(
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                5,
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10));
    }

    /** Returns the pause after so many ends in a row. */
    Duration pauseAfter(int ends) {
        Duration pause = firstPause;
        for (int i = 1; i < ends && pause.compareTo(longestPause) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
