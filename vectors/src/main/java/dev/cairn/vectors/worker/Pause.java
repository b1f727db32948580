package dev.cairn.vectors.worker;

import java.util.concurrent.TimeUnit;

/** Lets questions and searches go before texts that are embedded in the background. */
final class Pause {

    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /**
     * Questions and searches without end leave the worker a text after each such time, which is a
     * few hundredths of a core.
     */
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long LOOK_MILLIS = 50;

    private final DatabaseLoad load;
    private int questions;
    private long lastQuestionNanos = System.nanoTime() - QUIET_NANOS;

    /** Makes one for a database without searches. */
    Pause() {
        this(DatabaseLoad.none());
    }

    /**
     * Makes one.
     *
     * @param load the load of searches by words, which do not come here
     */
    Pause(DatabaseLoad load) {
        this.load = load;
    }

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

    /** Waits until no question has come for a while and the database is not busy. */
    synchronized void awaitQuiet() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long began = System.nanoTime();
        while (!isQuiet() && System.nanoTime() - began < LONGEST_NANOS) {
            wait(LOOK_MILLIS);
        }
    }

    private boolean isQuiet() {
        return questions == 0
                && System.nanoTime() - lastQuestionNanos >= QUIET_NANOS
                && !load.isHigh();
    }
}
