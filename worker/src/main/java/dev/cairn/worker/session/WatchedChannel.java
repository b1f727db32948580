package dev.cairn.worker.session;

import dev.cairn.worker.socket.ImpatientChannel;
import dev.cairn.worker.socket.StreamChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket of a session, read by the session's thread. While that thread is busy with a statement
 * or waits for the write lock, another can look in its place, so that the end of a client is
 * noticed at once; what it reads is kept for the session.
 */
final class WatchedChannel implements ImpatientChannel {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedChannel.class);
    private static final int KEPT_BYTES = 16 << 10;

    private final StreamChannel channel;
    private final Runnable onEnd;
    private final ByteBuffer kept = ByteBuffer.allocate(KEPT_BYTES).flip();

    /** Whether the session's thread reads the socket, so that no other thread may. */
    private boolean inUse;

    private boolean ended;
    private volatile boolean gone;
    private @Nullable IOException failure;

    /**
     * Wraps a socket.
     *
     * @param onEnd called by the watching thread when the other side is gone
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
     * Calls back if the other side is gone. Does nothing while the session's own thread is at the
     * socket: it will notice, and bytes that are kept here would come too late for it.
     */
    void watch() {
        if (look()) {
            gone = true;
            onEnd.run();
        }
    }

    /** Returns whether the other side was found to be gone; what it sent is of no use then. */
    boolean isGone() {
        return gone;
    }

    private synchronized boolean look() {
        if (inUse || ended || failure != null) {
            return false;
        }
        if (kept.hasRemaining()) {
            return isHungUp();
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

    /** What was sent before the end is not read for this, however much it is. */
    private boolean isHungUp() {
        try {
            return channel.isHungUp();
        } catch (IOException e) {
            LOG.debug("cannot look whether a client is gone: {}", e.toString());
            return false;
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
}
