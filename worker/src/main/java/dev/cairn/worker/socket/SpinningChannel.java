package dev.cairn.worker.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client's socket, whose reader polls for a moment before it sleeps until an answer comes. Waking
 * a thread on an idle core takes several times as long as a short statement.
 *
 * <p>Polling costs a core, so it is off unless the configuration asks for it. It is skipped while
 * other connections of this process wait for answers too, and less and less often done where
 * nothing came in time.
 */
public final class SpinningChannel implements ImpatientChannel {

    private static final int MOST_WAITING = Runtime.getRuntime().availableProcessors() - 1;
    private static final int MOST_SKIPPED = 64;

    /** The number of connections of this process that wait for an answer. */
    private static final AtomicInteger WAITING = new AtomicInteger();

    private final StreamChannel channel;
    private final long spinNanos;
    private int skipped;
    private int toSkip;

    /**
     * Wraps a socket.
     *
     * @param spin how long a reader polls before it sleeps
     */
    public SpinningChannel(StreamChannel channel, Duration spin) {
        this.channel = channel;
        this.spinNanos = spin.toNanos();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int waiting = WAITING.incrementAndGet();
        try {
            if (waiting <= MOST_WAITING && skipped++ >= toSkip) {
                int count = spin(target);
                if (count != 0) {
                    toSkip = 0;
                    return count;
                }
                toSkip = Math.min(MOST_SKIPPED, 2 * toSkip + 1);
                skipped = 0;
            }
            return channel.read(target);
        } finally {
            WAITING.decrementAndGet();
        }
    }

    /** Returns 0 if nothing came in time. */
    @SuppressWarnings("ThreadPriorityCheck") // Another thread that wants this core gets it.
    private int spin(ByteBuffer target) throws IOException {
        long start = System.nanoTime();
        do {
            int count = channel.readNow(target);
            if (count != 0) {
                return count;
            }
            Thread.yield();
        } while (System.nanoTime() - start < spinNanos);
        return 0;
    }

    @Override
    public int readNow(ByteBuffer target) throws IOException {
        return channel.readNow(target);
    }

    @Override
    public int writeNow(ByteBuffer source) throws IOException {
        return channel.writeNow(source);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return channel.write(source);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
