package dev.cairn.index.freshness;

import java.time.Duration;

/**
 * How much a search does for the freshness of its answer.
 *
 * @param files how many changed files are brought up to date; 0 for none, which are only reported
 * @param time how long that may take
 */
public record RefreshLimit(int files, Duration time) {

    /** The default of a search: eight files in 300 milliseconds. */
    public static final RefreshLimit STANDARD = new RefreshLimit(8, Duration.ofMillis(300));

    /** Changed files are reported, and left as they are. */
    public static final RefreshLimit REPORT_ONLY = new RefreshLimit(0, Duration.ZERO);

    public RefreshLimit {
        if (files < 0 || time.isNegative()) {
            throw new IllegalArgumentException(
                    "the limits of a refresh cannot be negative: %d files, %s"
                            .formatted(files, time));
        }
    }
}
