package dev.cairn.worker.session;

import dev.cairn.worker.socket.ImpatientChannel;
import dev.cairn.worker.socket.StreamChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The socket of a session, read by the session's thread. While that thread is busy with a statement
 * or waits for the write lock, another can look in its place, so that the end of a client is
 * noticed at once; what it reads is kept for the session.
 */
final class WatchedChannel implements ImpatientChannel {

    private static final int KEPT_BYTES = 16 << 10;

    private final StreamChannel channel;
    private final Runnable onEnd;
    private final ByteBuffer kept = ByteBuffer.allocate(KEPT_BYTES).flip();

    /** Whether the session's thread is at the socket, and nobody else may be. */
    private boolean inUse;

    private boolean ended;
    private @Nullable IOException failure;

    /**
     * Wraps a socket.
     *
     * @param onEnd called by who watches when the other side is gone
     */
    WatchedChannel(StreamChannel channel, Runnable onEnd) {
        this.channel = channel;
        this.onEnd = onEnd;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        synchronized (this) {
            if (hasKept()) {
                return takeKept(target);
            }
            inUse = true;
        }
        try {
            return channel.read(target);
        } finally {
            setFree();
        }
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        synchronized (this) {
            inUse = true;
        }
        try {
            return channel.write(source);
        } finally {
            setFree();
        }
    }

    private synchronized void setFree() {
        inUse = false;
    }

    /** Returns whether the next read is answered without the socket. */
    private boolean hasKept() {
        return kept.hasRemaining() || ended || failure != null;
    }

    private int takeKept(ByteBuffer target) throws IOException {
        if (!kept.hasRemaining()) {
            if (failure != null) {
                throw failure;
            }
            return -1;
        }
        int count = Math.min(target.remaining(), kept.remaining());
        target.put(kept.slice(kept.position(), count));
        kept.position(kept.position() + count);
        return count;
    }

    @Override
    public synchronized int readNow(ByteBuffer target) throws IOException {
        return hasKept() ? takeKept(target) : channel.readNow(target);
    }

    @Override
    public synchronized int writeNow(ByteBuffer source) throws IOException {
        return channel.writeNow(source);
    }

    /**
     * Looks whether the other side is gone; not while the session is at the socket by itself, which
     * will notice, and for which what another keeps would come too late.
     */
    void watch() {
        if (look()) {
            onEnd.run();
        }
    }

    private synchronized boolean look() {
        if (inUse || hasKept()) {
            return false;
        }
        kept.clear();
        try {
            ended = channel.readNow(kept) < 0;
        } catch (IOException e) {
            failure = e;
        }
        kept.flip();
        return ended || failure != null;
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
