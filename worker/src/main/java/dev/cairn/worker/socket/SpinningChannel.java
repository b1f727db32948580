package dev.cairn.worker.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A socket whose reader looks for bytes again and again for a moment before it sleeps until they
 * come. To wake a thread on a core that has gone idle takes several times as long as a short
 * statement, so two sides that answer each other at once should not sleep in between.
 *
 * <p>It is done only where it costs nobody else a core: not with a single core, not while other
 * connections of this process are at work too, not where another thread wants the same core, and
 * ever more seldom where nothing came in time. How long it looks at most is the system property
 * {@value #SPIN_PROPERTY}, in microseconds; 0 lets it sleep at once.
 *
 * <p>One thread reads at a time, and one writes; it may be the same.
 */
public final class SpinningChannel implements ImpatientChannel {

    /** Names the system property of how many microseconds a reader looks before it sleeps. */
    public static final String SPIN_PROPERTY = "cairn.socket.spin.micros";

    private static final long LONGEST_SPIN_MICROS = 10_000;

    /** One core is left to the other side. */
    private static final int MOST_AT_WORK = Runtime.getRuntime().availableProcessors() - 1;

    private static final int MOST_SKIPPED = 64;

    /**
     * After so long a reader of answers sleeps for as short as it can, once. Two sides that never
     * sleep may be left on one core beside an idle one; who wakes is given the idle one.
     */
    private static final long NAP_AFTER_NANOS = 150_000;

    private static final long NAP_NANOS = 10_000;

    /** What the reader waits for, and so what it means that others wait too. */
    public enum Reader {
        /** Sleeps while nobody wants anything of it: is at work whenever it does not sleep. */
        OF_REQUESTS(200),
        /** Has asked for what it waits for: somebody is at work for it whenever it waits. */
        OF_ANSWERS(1_000);

        private final long spinNanos;

        Reader(long usualMicros) {
            long micros = Long.getLong(SPIN_PROPERTY, usualMicros);
            spinNanos = TimeUnit.MICROSECONDS.toNanos(Math.clamp(micros, 0, LONGEST_SPIN_MICROS));
        }
    }

    private static final AtomicInteger ANSWERING = new AtomicInteger();
    private static final AtomicInteger ASKING = new AtomicInteger();

    private final SocketChannel channel;
    private final Reader reader;

    /** How many connections of this process, with this reader, are at work. */
    private final AtomicInteger atWork;

    /** Held to change between the modes; a read or a write that may take long is done outside. */
    private final Object mode = new Object();

    private volatile boolean blocking = true;
    private boolean counted;
    private int skipped;
    private int toSkip;

    /** Wraps a socket in blocking mode. */
    public SpinningChannel(SocketChannel channel, Reader reader) {
        this.channel = channel;
        this.reader = reader;
        this.atWork = reader == Reader.OF_REQUESTS ? ANSWERING : ASKING;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        count(true);
        try {
            if (worthSpinning()) {
                int count = spin(target);
                if (count != 0) {
                    toSkip = 0;
                    return count;
                }
                toSkip = Math.min(MOST_SKIPPED, 2 * toSkip + 1);
                skipped = 0;
            }
            count(reader == Reader.OF_ANSWERS);
            return readSleeping(target);
        } finally {
            count(reader == Reader.OF_REQUESTS);
        }
    }

    private void count(boolean working) {
        if (counted != working) {
            counted = working;
            atWork.addAndGet(working ? 1 : -1);
        }
    }

    private boolean worthSpinning() {
        if (reader.spinNanos == 0 || atWork.get() > MOST_AT_WORK) {
            return false;
        }
        return skipped++ >= toSkip;
    }

    /** Returns 0 if nothing came in time. */
    @SuppressWarnings("ThreadPriorityCheck") // Whoever it lets go first, this reader only looks.
    private int spin(ByteBuffer target) throws IOException {
        setBlocking(false);
        long start = System.nanoTime();
        boolean toNap = reader == Reader.OF_ANSWERS;
        long waited;
        do {
            int count = channel.read(target);
            if (count != 0) {
                return count;
            }
            // Whoever else could use this core gets it, and then no time is left as a rule.
            Thread.yield();
            waited = System.nanoTime() - start;
            if (toNap && waited > NAP_AFTER_NANOS) {
                toNap = false;
                LockSupport.parkNanos(this, NAP_NANOS);
            }
        } while (waited < reader.spinNanos);
        return 0;
    }

    private int readSleeping(ByteBuffer target) throws IOException {
        setBlocking(true);
        return channel.read(target);
    }

    /** {@inheritDoc} Only while no other thread reads or writes. */
    @Override
    public int readNow(ByteBuffer target) throws IOException {
        setBlocking(false);
        return channel.read(target);
    }

    /** {@inheritDoc} Only while no other thread reads or writes. */
    @Override
    public int writeNow(ByteBuffer source) throws IOException {
        setBlocking(false);
        return channel.write(source);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int count = channel.write(source);
        if (source.hasRemaining() && !blocking) {
            setBlocking(true);
        }
        return count;
    }

    /**
     * Nobody sleeps in a read while the socket does not block, and nobody changes it back while
     * somebody does: only the reader itself, before it looks.
     */
    private void setBlocking(boolean wanted) throws IOException {
        if (blocking == wanted) {
            return;
        }
        synchronized (mode) {
            if (blocking != wanted) {
                channel.configureBlocking(wanted);
                blocking = wanted;
            }
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Says that its reader is gone, or waits for something else; to be called by the reader. */
    public void rest() {
        count(false);
    }
}
