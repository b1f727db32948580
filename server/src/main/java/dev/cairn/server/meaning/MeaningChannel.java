package dev.cairn.server.meaning;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One end of a connection, which is given up after a time. */
public final class MeaningChannel implements AutoCloseable {

    private static final long PAUSE_NANOS = 500_000;

    private final SocketChannel channel;
    private final long deadline;

    /**
     * Takes over a connection.
     *
     * @param nanos how long all reading and writing may take
     */
    public MeaningChannel(SocketChannel channel, long nanos) throws IOException {
        this.channel = channel;
        this.deadline = System.nanoTime() + nanos;
        channel.configureBlocking(false);
    }

    /** Sends a frame. */
    public void send(byte[] frame) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        while (buffer.hasRemaining()) {
            if (channel.write(buffer) == 0) {
                pause();
            }
        }
    }

    /**
     * Receives the body of a frame.
     *
     * @throws IOException if the other end is gone, too slow, or promises too much
     */
    public byte[] receive() throws IOException {
        int length = fill(ByteBuffer.allocate(Integer.BYTES)).getInt(0);
        if (length < 1 || length > MeaningFrames.LONGEST) {
            throw new IOException("a message of " + length + " bytes is not allowed");
        }
        return fill(ByteBuffer.allocate(length)).array();
    }

    private ByteBuffer fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer);
            if (count < 0) {
                throw new IOException("the other end closed the connection");
            }
            if (count == 0) {
                pause();
            }
        }
        return buffer;
    }

    private void pause() throws IOException {
        if (System.nanoTime() - deadline > 0) {
            throw new IOException("the other end did not answer in time");
        }
        if (Thread.interrupted()) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
        java.util.concurrent.locks.LockSupport.parkNanos(PAUSE_NANOS);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
