package dev.cairn.worker.session;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.TransactionState;
import dev.cairn.database.UpdateResult;
import dev.cairn.database.sqlite.ForeignProcesses;
import dev.cairn.worker.metrics.Measurements;
import dev.cairn.worker.protocol.BodyWriter;
import dev.cairn.worker.protocol.Frame;
import dev.cairn.worker.protocol.FrameChannel;
import dev.cairn.worker.protocol.FrameType;
import dev.cairn.worker.protocol.Response;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a session's answers, each with the state of its transaction. They are sent together, by
 * {@link #flush}, when nothing more has come.
 */
final class SessionReplies {

    private final FrameChannel frames;
    private final StatementExecution talk;
    private final Measurements measurements;
    private final Path database;

    SessionReplies(
            FrameChannel frames,
            StatementExecution talk,
            Measurements measurements,
            Path database) {
        this.frames = frames;
        this.talk = talk;
        this.measurements = measurements;
        this.database = database;
    }

    void send(Response response, int request) throws IOException {
        talk.transaction().settle();
        frames.write(response, talk.transaction().state(), request);
    }

    void complete(UpdateResult result, int request) throws IOException {
        send(new Response.Complete(result.changedRows(), result.lastRowId()), request);
    }

    /** Says that something is done that changes no rows. */
    void complete(int request) throws IOException {
        send(new Response.Complete(0, 0), request);
    }

    void document(String json, int request) throws IOException {
        send(new Response.Document(json), request);
    }

    void fail(DatabaseException error, int request) throws IOException {
        measurements.error(error.code());
        send(Response.Failure.of(ForeignProcesses.namedIn(error, database)), request);
    }

    void rows(int flags, TransactionState state, int cursor, BodyWriter rows) throws IOException {
        frames.write(FrameType.ROWS, flags | Frame.flagsFor(state), cursor, rows);
    }

    /** Sends a message about progress at once. */
    void progress(String phase, long done, long total, int request) {
        try {
            frames.write(
                    new Response.Progress(phase, done, total), talk.transaction().state(), request);
            frames.flush();
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.CANCELLED, "the client is gone: " + e.getMessage(), e);
        }
    }

    void flush() throws IOException {
        frames.flush();
    }
}
