package dev.cairn.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.worker.socket.StreamChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A socket that two threads read, of which only one may have what comes. */
@Timeout(60)
class WatchedChannelTest {

    private static final int ROUNDS = 20_000;

    private final CountDownLatch ended = new CountDownLatch(1);
    @TempDir private Path folder;
    private SocketChannel client;
    private SocketChannel server;
    private WatchedChannel watched;

    @BeforeEach
    void connect() throws Exception {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(address);
            client = SocketChannel.open(address);
            server = listener.accept();
        }
        watched = new WatchedChannel(new StreamChannel(server), ended::countDown);
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        server.close();
    }

    /** Were a byte kept for a reader that waits at the socket already, both sides would hang. */
    @Test
    void everyByteComesWhoeverReadsIt() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Thread monitor =
                Thread.ofPlatform()
                        .start(() -> {
                            Random random = new Random(1);
                            while (!over.get()) {
                                watched.watch();
                                spinFor(random.nextInt(100_000));
                            }
                        });
        Thread echo = Thread.ofPlatform().start(this::echoAll);
        for (int i = 0; i < ROUNDS; i++) {
            client.write(ByteBuffer.wrap(new byte[] {(byte) i}));
            ByteBuffer answer = ByteBuffer.allocate(1);
            client.read(answer);
            assertThat(answer.get(0)).isEqualTo((byte) i);
        }
        client.close();
        echo.join();
        over.set(true);
        monitor.join();
    }

    private static void spinFor(int nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private void echoAll() {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        try {
            while (watched.read(bytes.clear()) >= 0) {
                watched.write(bytes.flip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theEndOfTheOtherSideIsNoticedWhileNobodyReads() throws Exception {
        client.close();
        watched.watch();

        assertThat(ended.getCount()).isZero();
        assertThat(watched.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
}
