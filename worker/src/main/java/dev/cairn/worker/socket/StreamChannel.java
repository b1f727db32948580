package dev.cairn.worker.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A socket that waits when it reads and writes, and can be asked not to. One thread reads at a
 * time, and one writes; it may be the same.
 */
public final class StreamChannel implements ImpatientChannel {

    private final SocketChannel channel;

    /** Held to change between the modes; a read or a write that may take long is done outside. */
    private final Object mode = new Object();

    private volatile boolean blocking = true;

    /** Wraps a socket in blocking mode. */
    public StreamChannel(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
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
     * Returns whether the other side is gone, whatever it has sent that is not read yet. Only while
     * no other thread reads or writes.
     *
     * <p>A hang-up is what a selector reports for a connected socket that waits for its connection.
     */
    public boolean isHungUp() throws IOException {
        setBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_CONNECT);
            return selector.selectNow() > 0;
        }
    }

    /**
     * Changes the mode. The reader itself changes it back, before it reads, so that the mode never
     * changes while a thread sleeps in a read.
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
}
