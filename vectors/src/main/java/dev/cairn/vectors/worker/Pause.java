package dev.cairn.vectors.worker;

import java.util.concurrent.TimeUnit;

/** Lets questions go before the texts that are embedded in the background. */
final class Pause {

    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** So that questions without end do not keep it from going on. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private int questions;
    private long lastQuestionNanos = System.nanoTime() - QUIET_NANOS;

    /** Notes that a question has come. */
    synchronized void begin() {
        questions++;
    }

    /** Notes that a question has been answered. */
    synchronized void end() {
        questions--;
        lastQuestionNanos = System.nanoTime();
        notifyAll();
    }

    /** Waits until no question has come for a while. */
    synchronized void awaitQuiet() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long began = System.nanoTime();
        while (System.nanoTime() - began < LONGEST_NANOS) {
            long left = lastQuestionNanos + QUIET_NANOS - System.nanoTime();
            if (questions == 0 && left <= 0) {
                return;
            }
            wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(Math.max(left, QUIET_NANOS / 10))));
        }
    }
}
