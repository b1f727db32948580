package dev.cairn.worker.service;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The sleep of the monitor of the sessions while no session does anything. The first request wakes
 * it; a request that finds it awake pays nothing.
 */
public final class MonitorRest {

    private volatile @Nullable Thread resting;

    MonitorRest() {}

    /**
     * Sleeps until {@link #wake} is called or the time is over, unless there is work.
     *
     * @param active whether a session does something
     */
    public void sleep(long nanos, BooleanSupplier active) {
        resting = Thread.currentThread();
        // A request that began before the line above has not seen a thread to wake.
        if (!active.getAsBoolean()) {
            LockSupport.parkNanos(this, nanos);
        }
        resting = null;
    }

    /** Ends the sleep, if there is one. */
    public void wake() {
        Thread thread = resting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }
}
