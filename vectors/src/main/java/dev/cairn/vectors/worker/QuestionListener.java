package dev.cairn.vectors.worker;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.StoragePaths;
import dev.cairn.index.meaning.MeaningQuestion;
import dev.cairn.index.meaning.Nearest;
import dev.cairn.server.meaning.MeaningChannel;
import dev.cairn.server.meaning.MeaningFrames;
import dev.cairn.worker.socket.Peer;
import dev.cairn.worker.socket.RunFolder;
import java.io.IOException;
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
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket for questions: one question and its answer for each connection. More questions than
 * there are places for are turned away, and go by words.
 */
final class QuestionListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QuestionListener.class);
    private static final int BACKLOG = 32;
    private static final int THREADS = 2;
    private static final int WAITING = 16;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Path socket;
    private final ServerSocketChannel server;
    private final @Nullable Object identity;
    private final Function<MeaningQuestion, Nearest> answers;
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    THREADS,
                    THREADS,
                    1,
                    TimeUnit.MINUTES,
                    new ArrayBlockingQueue<>(WAITING),
                    Thread.ofPlatform().daemon().name("question-", 1).factory());

    private QuestionListener(
            Path socket, ServerSocketChannel server, Function<MeaningQuestion, Nearest> answers) {
        this.socket = socket;
        this.server = server;
        this.identity = identity(socket);
        this.answers = answers;
    }

    /**
     * Makes the socket. A server has one such worker, so what has its name is left over.
     *
     * @throws DatabaseException if it cannot be made
     */
    static QuestionListener open(Path socket, Function<MeaningQuestion, Nearest> answers) {
        Path fresh = socket.resolveSibling(socket.getFileName() + ".new");
        Path folder = Objects.requireNonNull(socket.getParent());
        try {
            StoragePaths.createFolder(folder);
            RunFolder.require(folder);
            Files.deleteIfExists(fresh);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(fresh), BACKLOG);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            Files.move(fresh, socket, StandardCopyOption.ATOMIC_MOVE);
            return new QuestionListener(socket, server, answers);
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.WORKER_FAILED,
                    "cannot make the socket '%s': %s".formatted(socket, FileErrors.reason(e)),
                    e);
        }
    }

    private static @Nullable Object identity(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        } catch (IOException _) {
            return null;
        }
    }

    /** Accepts clients, on its own thread. */
    void start() {
        Thread.ofPlatform().daemon().name("question-listener").start(this::acceptAll);
    }

    private void acceptAll() {
        while (server.isOpen()) {
            try {
                SocketChannel connection = server.accept();
                try {
                    threads.execute(() -> serve(connection));
                } catch (RejectedExecutionException _) {
                    connection.close();
                }
            } catch (IOException e) {
                if (server.isOpen()) {
                    LOG.warn("cannot accept a connection: {}", e.toString());
                }
            }
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            Peer.requireSameUser(connection);
            try (MeaningChannel channel = new MeaningChannel(connection, LONGEST.toNanos())) {
                Nearest answer = answers.apply(MeaningFrames.question(channel.receive()));
                channel.send(MeaningFrames.write(answer));
            }
        } catch (IOException | DatabaseException e) {
            LOG.info("a question was not answered: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("a question failed", e);
        }
    }

    /** Removes the socket, if it is still our own. */
    @Override
    public void close() {
        try {
            if (identity != null && identity.equals(identity(socket))) {
                Files.deleteIfExists(socket);
            }
            server.close();
        } catch (IOException e) {
            LOG.warn("cannot remove the socket '{}': {}", socket, e.toString());
        }
        threads.shutdownNow();
        Threads.awaitEnd(threads);
    }
}
