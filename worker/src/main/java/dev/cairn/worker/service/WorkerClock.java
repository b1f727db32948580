package dev.cairn.worker.service;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The time for which this process ran, in nanoseconds. While it is stopped, frozen or starved its
 * sessions cannot be heard, so that time must not count against them. It never jumps with the clock
 * of the machine.
 */
public final class WorkerClock {

    /** A tick that is later than this was not just a busy machine. */
    private static final long LATEST_TICK_NANOS = 100_000_000;

    private long lastTick = System.nanoTime();
    private final AtomicLong lost = new AtomicLong();

    public long now() {
        return System.nanoTime() - lost.get();
    }

    /**
     * To be called regularly, by one thread.
     *
     * @param expectedNanos how long after the last call it should have been called at the latest
     */
    public void tick(long expectedNanos) {
        long now = System.nanoTime();
        long late = now - lastTick - expectedNanos;
        if (late > LATEST_TICK_NANOS) {
            lost.addAndGet(late);
        }
        lastTick = now;
    }
}
