package dev.cairn.worker.manager;

import dev.cairn.worker.protocol.Frame;
import dev.cairn.worker.protocol.FrameChannel;
import dev.cairn.worker.protocol.Limits;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.socket.StreamChannel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
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

    /** Returns the next frame that comes. */
    Frame receive() throws IOException {
        return Objects.requireNonNull(frames.read());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
