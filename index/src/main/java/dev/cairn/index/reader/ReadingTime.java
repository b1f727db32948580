package dev.cairn.index.reader;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much processor time the reading of one file takes. The time of the clock would count what
 * other programs do, and the sleep of a laptop.
 */
final class ReadingTime {

    private static final long NOT_LOOKED_AT = -1;

    private volatile @Nullable Thread thread;
    private volatile long before = NOT_LOOKED_AT;

    /** Called by the thread that reads. */
    void begins() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        if (threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()) {
            before = threads.getCurrentThreadCpuTime();
        }
        thread = Thread.currentThread();
    }

    /**
     * Returns whether the file has taken that much. Where the system does not tell, it never has.
     */
    boolean hasTaken(Duration limit) {
        Thread reader = thread;
        if (reader == null || before == NOT_LOOKED_AT) {
            return false;
        }
        long now = ManagementFactory.getThreadMXBean().getThreadCpuTime(reader.threadId());
        return now >= 0 && now - before >= limit.toNanos();
    }

    /** Returns what people read about a file that took too long. */
    static String tooLong(Duration limit) {
        return "its parser did not end within %s s of processor time"
                .formatted(limit.toMillis() / 1_000.0);
    }
}
