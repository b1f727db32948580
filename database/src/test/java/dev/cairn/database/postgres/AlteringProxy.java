package dev.cairn.database.postgres;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/**
 * A proxy in front of a PostgreSQL server that alters what the server says when a session begins,
 * as other programs do that speak its protocol
 * (https://www.postgresql.org/docs/current/protocol-message-formats.html).
 */
final class AlteringProxy implements AutoCloseable {

    private final ServerSocket socket;
    private final int server;
    private final BiFunction<Character, byte[], byte[]> change;

    private AlteringProxy(int server, BiFunction<Character, byte[], byte[]> change)
            throws IOException {
        this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.server = server;
        this.change = change;
        Thread.ofPlatform().daemon().start(this::accept);
    }

    /** Gives each session another process number, as a pooling proxy does. */
    static AlteringProxy pooling(PostgresServer server) throws IOException {
        return new AlteringProxy(
                server.port(),
                (kind, body) -> {
                    if (kind == 'K') {
                        body[3] ^= 1;
                    }
                    return body;
                });
    }

    /** Says that the server has another version. */
    static AlteringProxy ofVersion(PostgresServer server, String version) throws IOException {
        return new AlteringProxy(
                server.port(),
                (kind, body) -> {
                    String text = new String(body, StandardCharsets.UTF_8);
                    return kind == 'S' && text.startsWith("server_version\0")
                            ? ("server_version\0" + version + "\0").getBytes(StandardCharsets.UTF_8)
                            : body;
                });
    }

    /** Ends a session at an answer of the server, which the client does not get. */
    static AlteringProxy cutting(
            PostgresServer server, BiFunction<Character, byte[], Boolean> isLast)
            throws IOException {
        return new AlteringProxy(
                server.port(),
                (kind, body) -> {
                    if (isLast.apply(kind, body)) {
                        throw new UncheckedIOException(new IOException("cut"));
                    }
                    return body;
                });
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Socket target = new Socket(InetAddress.getLoopbackAddress(), server);
                Thread.ofPlatform().daemon().start(() -> forward(client, target));
                Thread.ofPlatform().daemon().start(() -> answer(target, client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void forward(Socket client, Socket target) {
        try (client;
                target) {
            client.getInputStream().transferTo(target.getOutputStream());
        } catch (IOException _) {
            // One of them has ended.
        }
    }

    private void answer(Socket target, Socket client) {
        try (client;
                target;
                DataInputStream in = new DataInputStream(target.getInputStream());
                DataOutputStream out = new DataOutputStream(client.getOutputStream())) {
            while (true) {
                char kind = (char) in.readByte();
                byte[] body = in.readNBytes(in.readInt() - 4);
                byte[] changed = change.apply(kind, body);
                out.writeByte(kind);
                out.writeInt(changed.length + 4);
                out.write(changed);
                out.flush();
            }
        } catch (IOException | UncheckedIOException _) {
            // One of them has ended.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
