package dev.cairn.worker.session;

import dev.cairn.worker.socket.SpinningChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The socket of a session, read by the session's thread. While that thread is busy with a statement
 * or waits for the write lock, another can be set to read in its place, so that the end of a client
 * is noticed at once; what it reads is kept for the session. The usual short request pays nothing
 * for this.
 */
final class WatchedChannel implements ByteChannel {

    private static final int KEPT_BYTES = 16 << 10;

    private final SpinningChannel channel;
    private final Runnable onEnd;
    private final ByteBuffer kept = ByteBuffer.allocate(KEPT_BYTES).flip();
    private boolean watching;
    private boolean reading;
    private boolean ended;
    private @Nullable IOException failure;

    /**
     * Wraps a socket.
     *
     * @param onEnd called by the watching thread when the other side is gone
     */
    WatchedChannel(SpinningChannel channel, Runnable onEnd) {
        this.channel = channel;
        this.onEnd = onEnd;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        synchronized (this) {
            awaitWatcher();
            if (kept.hasRemaining()) {
                return takeKept(target);
            }
            if (failure != null) {
                throw failure;
            }
            if (ended) {
                return -1;
            }
            reading = true;
        }
        try {
            return channel.read(target);
        } finally {
            synchronized (this) {
                reading = false;
            }
        }
    }

    private void awaitWatcher() throws IOException {
        while (watching && !kept.hasRemaining()) {
            channel.rest();
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private int takeKept(ByteBuffer target) {
        int count = Math.min(target.remaining(), kept.remaining());
        target.put(kept.slice(kept.position(), count));
        kept.position(kept.position() + count);
        return count;
    }

    /**
     * Has the socket read by a thread of the executor until something comes, or the end; not while
     * the session reads it by itself, because what another keeps would come too late for it.
     */
    synchronized void watch(Executor executor) {
        if (!watching && !reading && !ended && !kept.hasRemaining()) {
            watching = true;
            executor.execute(this::readInItsPlace);
        }
    }

    private void readInItsPlace() {
        ByteBuffer bytes = ByteBuffer.allocate(KEPT_BYTES);
        int count = -1;
        IOException error = null;
        try {
            count = channel.readSleeping(bytes);
        } catch (IOException e) {
            error = e;
        }
        synchronized (this) {
            kept.clear();
            kept.put(bytes.flip());
            kept.flip();
            watching = false;
            ended = count < 0;
            failure = error;
            notifyAll();
        }
        if (count < 0) {
            onEnd.run();
        }
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
