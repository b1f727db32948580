package dev.cairn.vectors.worker;

import java.time.Duration;

/** How long a text takes, as a mean in which the last texts count most. */
final class EmbeddingSpeed {

    private static final double SHARE_OF_LAST = 0.02;

    private double nanos;

    synchronized void add(long last) {
        nanos = nanos == 0 ? last : nanos + SHARE_OF_LAST * (last - nanos);
    }

    /** Returns how long so many texts will take; zero if that is not known. */
    synchronized Duration timeFor(long texts) {
        return Duration.ofNanos((long) (nanos * Math.max(0, texts)));
    }

    synchronized double textsPerSecond() {
        return nanos == 0 ? 0 : 1e9 / nanos;
    }
}
