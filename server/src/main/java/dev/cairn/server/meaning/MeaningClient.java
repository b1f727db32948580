package dev.cairn.server.meaning;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseException;
import dev.cairn.index.meaning.MeaningQuestion;
import dev.cairn.index.meaning.MeaningSearch;
import dev.cairn.index.meaning.Nearest;
import dev.cairn.worker.socket.Peer;
import dev.cairn.worker.socket.WorkerAddress;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Asks the vectorization worker of a project, if one is running. */
public final class MeaningClient implements MeaningSearch {

    private static final String NAME = "vectorization";
    private static final Duration LONGEST = Duration.ofSeconds(4);
    private static final String NONE =
            "no vectorization worker is running; 'cairn serve --vectors' starts one";

    private final Path run;

    /**
     * Makes a client.
     *
     * @param run the run folder of the project
     */
    public MeaningClient(Path run) {
        this.run = run;
    }

    /** Returns a client for the project of a database. */
    public static MeaningClient of(CodeDatabase database) {
        return new MeaningClient(database.configuration().storage().run());
    }

    /** Returns where the worker of a project listens. */
    public static Path socket(Path run) {
        return WorkerAddress.socket(run, NAME);
    }

    @Override
    public Nearest nearest(MeaningQuestion question) {
        try {
            Path socket = socket(run);
            return Files.exists(socket) ? ask(socket, question) : new Nearest.Unavailable(NONE);
        } catch (IOException | DatabaseException e) {
            return new Nearest.Unavailable(
                    "the vectorization worker does not answer: " + e.getMessage());
        }
    }

    private static Nearest ask(Path socket, MeaningQuestion question) throws IOException {
        try (SocketChannel connection = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            Peer.requireSameUser(connection);
            try (MeaningChannel channel = new MeaningChannel(connection, LONGEST.toNanos())) {
                channel.send(MeaningFrames.write(question));
                return MeaningFrames.answer(channel.receive());
            }
        } catch (java.net.ConnectException _) {
            return new Nearest.Unavailable(NONE);
        }
    }
}
