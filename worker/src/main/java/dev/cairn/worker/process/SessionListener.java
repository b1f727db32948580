package dev.cairn.worker.process;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.worker.service.DatabaseService;
import dev.cairn.worker.session.Session;
import dev.cairn.worker.session.WorkerRequests;
import dev.cairn.worker.socket.Peer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's socket. It appears under its name only when it is bound, listening and closed to
 * other users. Silent connections are closed after a while. When too many of them wait, the one
 * that was silent longest is closed, so that new clients get in.
 */
final class SessionListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionListener.class);
    private static final int BACKLOG = 128;
    private static final int MOST_SILENT = 64;

    private final Path socket;
    private final ServerSocketChannel server;
    private final @Nullable Object identity;
    private final DatabaseService service;
    private final WorkerRequests requests;
    private final Deque<Session> silent = new ArrayDeque<>();
    private volatile boolean closed;

    private SessionListener(
            Path socket,
            ServerSocketChannel server,
            DatabaseService service,
            WorkerRequests requests) {
        this.socket = socket;
        this.server = server;
        this.identity = identity(socket);
        this.service = service;
        this.requests = requests;
    }

    /**
     * Makes the socket. The caller owns the database, so whatever has the socket's name is left
     * over from a worker that is gone, unless something answers there.
     *
     * @throws DatabaseException if something answers, or the socket cannot be made
     */
    static SessionListener open(Path socket, DatabaseService service, WorkerRequests requests) {
        Path fresh = socket.resolveSibling(socket.getFileName() + ".new");
        try {
            removeStale(socket);
            Files.deleteIfExists(fresh);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(fresh), BACKLOG);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            Files.move(fresh, socket, StandardCopyOption.ATOMIC_MOVE);
            return new SessionListener(socket, server, service, requests);
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.WORKER_FAILED,
                    "cannot make the socket '%s': %s".formatted(socket, FileErrors.reason(e)),
                    e);
        }
    }

    private static void removeStale(Path socket) throws IOException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            throw new DatabaseException(
                    DatabaseErrorCode.WORKER_FAILED,
                    "cannot make the socket '%s': another process answers there".formatted(socket));
        } catch (ConnectException e) {
            LOG.info("removing '{}', where no process answers: {}", socket, e.getMessage());
            Files.delete(socket);
        }
    }

    /** Accepts connections until the listener is closed. */
    void acceptAll() {
        while (!closed) {
            try {
                accept(server.accept());
            } catch (IOException | RuntimeException | Error e) {
                // Threads and memory run out as errors; those who are connected go on.
                if (!closed) {
                    LOG.warn("cannot accept a connection: {}", e.toString());
                    pause();
                }
            }
        }
    }

    private void accept(SocketChannel connection) throws IOException {
        try {
            Peer.requireSameUser(connection);
        } catch (DatabaseException e) {
            LOG.warn("a connection was turned away: {}", e.getMessage());
            connection.close();
            return;
        }
        Session session = new Session(service, connection, requests);
        synchronized (silent) {
            closeSilent(System.nanoTime() - service.helloTimeout().toNanos());
            if (silent.size() >= MOST_SILENT) {
                LOG.warn("too many connections are silent; the oldest is closed");
                silent.removeFirst().close();
            }
            silent.addLast(session);
        }
        try {
            Thread.ofPlatform().daemon().name("session-" + session.number()).start(session);
        } catch (RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    /** Closes connections that have been silent since before that time. */
    void closeSilent(long nanoTime) {
        synchronized (silent) {
            for (Iterator<Session> each = silent.iterator(); each.hasNext(); ) {
                Session session = each.next();
                if (session.isOpen()) {
                    each.remove();
                } else if (session.isSilentSince(nanoTime)) {
                    each.remove();
                    session.close();
                }
            }
        }
    }

    /** Gives the system time to free what there is too little of, such as file descriptors. */
    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the socket's name still leads to the socket that was made. */
    boolean isInPlace() {
        return identity != null && identity.equals(identity(socket));
    }

    private static @Nullable Object identity(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        } catch (IOException _) {
            return null;
        }
    }

    /** Removes the socket, if it is still our own, so that no client comes any more. */
    @Override
    public void close() {
        closed = true;
        try {
            if (isInPlace()) {
                Files.deleteIfExists(socket);
            }
            server.close();
        } catch (IOException e) {
            LOG.warn("cannot remove the socket '{}': {}", socket, e.toString());
        }
        synchronized (silent) {
            silent.stream().filter(session -> !session.isOpen()).forEach(Session::close);
        }
    }
}
