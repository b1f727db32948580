package dev.cairn.web.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Accepts the connections of the user who started the server, where the system says whose they are.
 * Others get one fixed answer before anything of theirs is read, so they take no connection from
 * the user.
 */
final class OwnUserConnector extends ServerConnector {

    private static final String REFUSAL = "this server answers the user who started it\n";

    private static final byte[] ANSWER =
            ("HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                            + REFUSAL.length()
                            + "\r\nConnection: close\r\n\r\n"
                            + REFUSAL)
                    .getBytes(StandardCharsets.US_ASCII);

    private static final int DISCARDED_BYTES = 8 << 10;

    private final boolean knowsUsers = PeerUser.isKnown();

    OwnUserConnector(Server server, HttpConnectionFactory http) {
        // One acceptor and one selector are enough for the browsers of one machine.
        super(server, 1, 1, http);
    }

    @Override
    protected SelectorManager newSelectorManager(
            Executor executor, Scheduler scheduler, int selectors) {
        return new ServerConnectorManager(executor, scheduler, selectors) {
            @Override
            public void accept(SelectableChannel channel, Object attachment) {
                if (isOwn(channel)) {
                    super.accept(channel, attachment);
                } else {
                    refuse((SocketChannel) channel);
                }
            }
        };
    }

    private boolean isOwn(SelectableChannel channel) {
        try {
            return !knowsUsers
                    || (channel instanceof SocketChannel socket
                            && PeerUser.isOwn(socket.getRemoteAddress(), socket.getLocalAddress()));
        } catch (IOException _) {
            // The client is gone again.
            return false;
        }
    }

    private static void refuse(SocketChannel channel) {
        try (channel) {
            int _ = channel.read(ByteBuffer.allocate(DISCARDED_BYTES));
            int _ = channel.write(ByteBuffer.wrap(ANSWER));
            channel.shutdownOutput();
        } catch (IOException | UncheckedIOException _) {
            // The connection is gone already.
        }
    }
}
