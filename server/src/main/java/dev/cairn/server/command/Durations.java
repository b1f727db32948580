package dev.cairn.server.command;

import java.time.Duration;

/** Times for people. */
public final class Durations {

    private Durations() {}

    /** Returns a time in its two largest units, such as {@code 3 min 20 s}. */
    public static String text(long millis) {
        Duration duration = Duration.ofMillis(millis);
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toSeconds() + " s";
    }
}
