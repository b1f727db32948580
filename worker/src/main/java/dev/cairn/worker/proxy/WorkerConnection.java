package dev.cairn.worker.proxy;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.worker.protocol.Frame;
import dev.cairn.worker.protocol.FrameChannel;
import dev.cairn.worker.protocol.Limits;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.Response;
import dev.cairn.worker.protocol.ResponseReader;
import dev.cairn.worker.socket.ImpatientChannel;
import dev.cairn.worker.socket.OwnProcess;
import dev.cairn.worker.socket.Peer;
import dev.cairn.worker.socket.SpinningChannel;
import dev.cairn.worker.socket.StreamChannel;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One connection to a worker, from the greeting on. */
public final class WorkerConnection implements AutoCloseable {

    private final Path socket;
    private final SocketChannel channel;
    private final FrameChannel frames;
    private final Response.Welcome welcome;
    private int lastNumber;

    private WorkerConnection(
            Path socket, SocketChannel channel, FrameChannel frames, Response.Welcome welcome) {
        this.socket = socket;
        this.channel = channel;
        this.frames = frames;
        this.welcome = welcome;
    }

    /**
     * Opens a session.
     *
     * @param client what the client is, for people
     * @param spin how long a read polls before it sleeps; zero for not at all
     * @throws IOException if no worker listens, or it ends meanwhile
     * @throws DatabaseException if the worker refuses, or is another user's
     */
    public static WorkerConnection open(Path socket, String client, Duration spin)
            throws IOException {
        return open(socket, WorkerClient.interactive(client), spin);
    }

    /**
     * Opens a session.
     *
     * @param client what the client is
     * @param spin how long a read polls before it sleeps; zero for not at all
     * @throws IOException if no worker listens, or it ends meanwhile
     * @throws DatabaseException if the worker refuses, or is another user's
     */
    public static WorkerConnection open(Path socket, WorkerClient client, Duration spin)
            throws IOException {
        Request.Hello hello = hello(client);
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        boolean done = false;
        try {
            Peer.requireSameUser(channel);
            FrameChannel frames = new FrameChannel(readerOf(channel, spin), Limits.DEFAULT);
            frames.writeMagic();
            frames.write(hello, 0);
            frames.flush();
            WorkerConnection connection =
                    new WorkerConnection(socket, channel, frames, welcome(frames));
            done = true;
            return connection;
        } finally {
            if (!done) {
                channel.close();
            }
        }
    }

    private static Request.Hello hello(WorkerClient client) {
        return new Request.Hello(
                FrameChannel.VERSION,
                FrameChannel.VERSION,
                client.name(),
                OwnProcess.id(),
                version(),
                words(client));
    }

    private static List<String> words(WorkerClient client) {
        String word = client.weight().word();
        return word.isEmpty() ? List.of() : List.of(word);
    }

    private static ImpatientChannel readerOf(SocketChannel channel, Duration spin) {
        StreamChannel stream = new StreamChannel(channel);
        return spin.isZero() ? stream : new SpinningChannel(stream, spin);
    }

    private static String version() {
        String version = WorkerConnection.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static Response.Welcome welcome(FrameChannel frames) throws IOException {
        Response answer = ResponseReader.read(next(frames));
        if (answer instanceof Response.Welcome welcome) {
            return welcome;
        }
        throw answer instanceof Response.Failure failure
                ? failure.toException()
                : unexpected(answer);
    }

    static DatabaseException unexpected(Response response) {
        return new DatabaseException(
                DatabaseErrorCode.PROTOCOL, "the worker answered with " + response.type());
    }

    private static Frame next(FrameChannel frames) throws IOException {
        Frame frame = frames.read();
        if (frame == null) {
            throw new EOFException("the worker closed the connection");
        }
        return frame;
    }

    /** Returns what the worker said when the session was opened. */
    public Response.Welcome welcome() {
        return welcome;
    }

    /** Returns the number for the next request. */
    int nextNumber() {
        lastNumber = lastNumber == Integer.MAX_VALUE ? 1 : lastNumber + 1;
        return lastNumber;
    }

    /**
     * Sends a request.
     *
     * @throws IOException if it was not sent completely, so that the worker cannot have begun it
     */
    void send(Request request, int number) throws IOException {
        write(request, number);
        frames.flush();
    }

    /** Writes a request that is sent together with the next. */
    void write(Request request, int number) throws IOException {
        frames.write(request, number);
    }

    /** Waits for the next frame. */
    Frame receive() throws IOException {
        return next(frames);
    }

    /** Stops a request of this connection, over another connection and from any thread. */
    void cancel(int number) throws IOException {
        ask(socket, new Request.Cancel(welcome.cancelKey(), number));
    }

    /**
     * Asks a worker something that needs no session.
     *
     * @throws IOException if no worker answers
     */
    public static Response ask(Path socket, Request request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            Peer.requireSameUser(channel);
            FrameChannel frames = new FrameChannel(new StreamChannel(channel), Limits.DEFAULT);
            frames.writeMagic();
            frames.write(request, 0);
            frames.flush();
            Response response = ResponseReader.read(next(frames));
            if (response instanceof Response.Failure failure) {
                throw failure.toException();
            }
            return response;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // Nothing of ours is lost with it.
        }
    }
}
