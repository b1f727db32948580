package dev.cairn.index.meaning;

import java.time.Duration;

/**
 * How many definitions have a vector.
 *
 * @param model the model that made the vectors
 * @param embedded how many definitions have a vector
 * @param definitions how many should have one
 * @param timeLeft how long the rest will take; zero if that is not known or nothing is left
 */
public record MeaningCoverage(String model, long embedded, long definitions, Duration timeLeft) {

    /** Returns the share of the definitions that have a vector, from 0 to 1. */
    public double share() {
        return definitions == 0 ? 1 : (double) embedded / definitions;
    }

    /** Returns the same with an estimate. */
    public MeaningCoverage withTimeLeft(Duration time) {
        return new MeaningCoverage(model, embedded, definitions, time);
    }

    /** Returns it in words, such as {@code semantic 31%, about 12 min left}. */
    public String text() {
        // Only what is complete has 100%.
        long percent = embedded >= definitions ? 100 : Math.min(99, Math.round(share() * 100));
        return "semantic " + percent + "%" + left();
    }

    private String left() {
        if (timeLeft.isZero() || embedded >= definitions) {
            return "";
        }
        long minutes = timeLeft.plusSeconds(59).toMinutes();
        return minutes < 120
                ? ", about " + minutes + " min left"
                : ", about " + Math.round(minutes / 60.0) + " h left";
    }
}
