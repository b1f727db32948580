package dev.cairn.index.search.line;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The end of the time that a search may take, or of the interest in its answer. */
public final class Deadline {

    private final long endNanos;
    private final BooleanSupplier cancelled;

    private Deadline(long endNanos, BooleanSupplier cancelled) {
        this.endNanos = endNanos;
        this.cancelled = cancelled;
    }

    /** Returns a deadline that begins now. */
    public static Deadline after(Duration time, BooleanSupplier cancelled) {
        return new Deadline(System.nanoTime() + time.toNanos(), cancelled);
    }

    /** Returns an earlier deadline, or the same if it is earlier itself. */
    public Deadline butAfter(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return new Deadline(end - endNanos < 0 ? end : endNanos, cancelled);
    }

    /** Returns whether the work must end. */
    public boolean isOver() {
        return cancelled.getAsBoolean() || System.nanoTime() - endNanos >= 0;
    }

    /** Thrown out of the middle of a text when the time is over. */
    static final class Over extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Over() {
            super("the time is over", null, false, false);
        }
    }
}
