package dev.cairn.index;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much processor time the parsing of one file takes. The time of the clock would count what
 * other programs do, and the sleep of a laptop.
 */
final class ParserTask {

    private static final long NOT_LOOKED_AT = -1;

    private volatile @Nullable Thread thread;
    private long before = NOT_LOOKED_AT;

    /** To be called by the thread that parses. */
    void begins() {
        thread = Thread.currentThread();
    }

    /**
     * Returns whether it has taken so much since this was asked first; to be asked by one thread
     * that waits for it. Where the system does not tell, it never has.
     */
    boolean hasTaken(Duration limit) {
        Thread parser = thread;
        if (parser == null) {
            return false;
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        if (!threads.isThreadCpuTimeSupported() || !threads.isThreadCpuTimeEnabled()) {
            return false;
        }
        long now = threads.getThreadCpuTime(parser.threadId());
        if (before == NOT_LOOKED_AT) {
            before = now;
        }
        return now - before >= limit.toNanos();
    }
}
