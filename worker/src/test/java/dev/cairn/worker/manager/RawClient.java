package dev.cairn.worker.manager;

import dev.cairn.worker.protocol.BodyWriter;
import dev.cairn.worker.protocol.Frame;
import dev.cairn.worker.protocol.FrameChannel;
import dev.cairn.worker.protocol.Limits;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.socket.StreamChannel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A client that sends what it likes, without a proxy that would keep it from that. */
final class RawClient implements AutoCloseable {

    private final SocketChannel socket;
    private final FrameChannel frames;
    private int lastNumber;

    /** Connects, and opens a session without waiting for the answer. */
    RawClient(Path socket) throws IOException {
        this.socket = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        this.frames = new FrameChannel(new StreamChannel(this.socket), Limits.DEFAULT);
        frames.writeMagic();
        send(new Request.Hello(1, 1, "raw", 1, "test", List.of()));
    }

    /** Sends a request without waiting for the answer. */
    void send(Request request) throws IOException {
        frames.write(request, ++lastNumber);
        frames.flush();
    }

    /** Sends a request in whose bytes a text is replaced by other bytes of the same length. */
    void sendWith(Request request, String text, byte[] replacement) throws IOException {
        BodyWriter body = new BodyWriter(1 << 20);
        request.write(body);
        byte[] bytes = body.toByteArray();
        byte[] sought = text.getBytes(StandardCharsets.US_ASCII);
        int at = 0;
        while (!Arrays.equals(bytes, at, at + sought.length, sought, 0, sought.length)
                || bytes[at - 1] != sought.length) {
            at++;
        }
        System.arraycopy(replacement, 0, bytes, at, replacement.length);
        ByteBuffer frame = ByteBuffer.allocate(10 + bytes.length);
        frame.putInt(bytes.length + 6).put((byte) request.type().code()).put((byte) 0);
        socket.write(frame.putInt(++lastNumber).put(bytes).flip());
    }

    /** Sends the first half of a frame of so many bytes; stops early if the worker ends it. */
    void sendHalf(int length) throws IOException {
        ByteBuffer half = ByteBuffer.allocate(10 + length / 2);
        half.putInt(length + 6).put((byte) 4).put((byte) 0).putInt(++lastNumber).rewind();
        try {
            while (half.hasRemaining()) {
                socket.write(half);
            }
        } catch (IOException e) {
            if (!socket.isOpen()) {
                throw e;
            }
        }
    }

    /** Returns whether the worker has closed the connection. */
    boolean isEnded() throws IOException {
        return frames.read() == null;
    }

    /** Returns the next frame that comes. */
    Frame receive() throws IOException {
        return Objects.requireNonNull(frames.read());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
