package dev.cairn.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** The bare cost of asking another process: as many bytes there and back as a point query has. */
final class PingPong implements AutoCloseable {

    private static final int REQUEST_BYTES = 18;
    private static final int ANSWER_BYTES = 40;

    private final Process process;
    private final SocketChannel channel;
    private final ByteBuffer request = ByteBuffer.allocateDirect(REQUEST_BYTES);
    private final ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER_BYTES);

    PingPong(Path folder) throws IOException {
        Path socket = folder.resolve("ping");
        process = ChildProcess.java(PingPong.class, socket.toString());
        if (process.inputReader().readLine() == null) {
            throw new IOException("the other process did not start");
        }
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    /** Echoes. */
    public static void main(String[] arguments) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(arguments[0]));
            System.out.println("ready");
            try (SocketChannel client = server.accept()) {
                ByteBuffer request = ByteBuffer.allocateDirect(REQUEST_BYTES);
                ByteBuffer answer = ByteBuffer.allocateDirect(ANSWER_BYTES);
                while (fill(client, request)) {
                    drain(client, answer);
                }
            }
        }
    }

    private static boolean fill(SocketChannel channel, ByteBuffer buffer) throws IOException {
        buffer.clear();
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void drain(SocketChannel channel, ByteBuffer buffer) throws IOException {
        buffer.clear();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    void roundTrip() {
        try {
            drain(channel, request);
            if (!fill(channel, answer)) {
                throw new IOException("the other process is gone");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        process.destroy();
    }
}
