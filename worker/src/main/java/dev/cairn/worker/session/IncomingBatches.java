package dev.cairn.worker.session;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.UpdateResult;
import dev.cairn.worker.protocol.Frame;
import dev.cairn.worker.protocol.FrameChannel;
import dev.cairn.worker.protocol.FrameType;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.RequestReader;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a session whose rows come in several messages. One begins with its first rows, and
 * takes the others as they come, so that the client writes rows while the worker inserts those
 * before them. A client that is too slow for that must not keep the write lock from others: what
 * was done is undone then, and done anew when all rows are there.
 */
final class IncomingBatches {

    private static final int MOST_SKIPPED = 64;

    private final DatabaseService service;
    private final FrameChannel frames;
    private final Conversation talk;
    private @Nullable IncomingBatch current;
    private @Nullable Frame unhandled;

    /** Whether the rows that were to come next have not come in time. */
    private boolean stalled;

    /** How long rows may still be waited for, in all, while the batch holds others up. */
    private long patienceNanos;

    private int skipped;
    private int toSkip;

    IncomingBatches(DatabaseService service, FrameChannel frames, Conversation talk) {
        this.service = service;
        this.frames = frames;
        this.talk = talk;
    }

    /**
     * Checks that a message may come now.
     *
     * @throws DatabaseException with PROTOCOL if it stands in the middle of a batch, belongs to
     *     none, or goes on with one without rows, which would have no bound
     */
    void requireExpected(Request request, int number) {
        IncomingBatch open = current;
        boolean belongs = request instanceof Request.MoreRows;
        if (request instanceof Request.MoreRows more
                && more.ending() == Request.MoreRows.Ending.NONE
                && more.rows().isEmpty()) {
            throw new DatabaseException(DatabaseErrorCode.PROTOCOL, "a batch goes on without rows");
        }
        if (belongs ? open == null || open.number() != number : open != null) {
            throw new DatabaseException(
                    DatabaseErrorCode.PROTOCOL,
                    open == null
                            ? "rows came for a batch that is not open"
                            : "another message came before the last rows of batch "
                                    + open.number());
        }
    }

    /**
     * Begins a batch.
     *
     * @return what it did; null if it was not done, because its rows have not all come
     */
    @Nullable UpdateResult open(Request.OpenBatch open, int number, RunningRequest running) {
        IncomingBatch batch = new IncomingBatch(open.first(), number, service.settings().limits());
        current = batch;
        frames.expectMuch();
        return skipped++ < toSkip ? null : carryOut(batch, running);
    }

    /**
     * Takes rows of the batch that is open, and carries it out if they are the last.
     *
     * @return what it did; null if it was not done, or answered before
     */
    @Nullable UpdateResult add(Request.MoreRows more, RunningRequest running) {
        IncomingBatch batch = Objects.requireNonNull(current);
        batch.add(more);
        if (!batch.isComplete()) {
            talk.transaction().settle();
            return null;
        }
        if (batch.isAnswered()) {
            current = null;
            return null;
        }
        return carryOut(batch, running);
    }

    private @Nullable UpdateResult carryOut(IncomingBatch batch, RunningRequest running) {
        stalled = false;
        patienceNanos = service.settings().rowsWait().toNanos();
        try {
            batch.requireWanted();
            UpdateResult result =
                    talk.batch(batch.request(), batch.rows(() -> receive(batch, running)), running);
            toSkip = 0;
            return result;
        } catch (DatabaseException e) {
            if (!stalled) {
                throw e;
            }
            toSkip = Math.min(MOST_SKIPPED, 2 * toSkip + 1);
            skipped = 0;
            return null;
        } finally {
            if (batch.isComplete()) {
                current = null;
            } else if (!stalled) {
                batch.setAnswered();
            }
        }
    }

    /** Returns false if no more will come. */
    private boolean receive(IncomingBatch batch, RunningRequest running) {
        if (batch.isComplete()) {
            return false;
        }
        Frame frame = awaitRows(running);
        try {
            Request request = RequestReader.read(frame);
            requireExpected(request, frame.request());
            batch.add((Request.MoreRows) request);
            return true;
        } catch (DatabaseException e) {
            // The session's own thread will meet it again, and ends the session.
            unhandled = frame;
            throw stalled(e);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // The client may want this core to write the rows.
    private Frame awaitRows(RunningRequest running) {
        long start = System.nanoTime();
        try {
            while (!frames.hasWhole(FrameType.MORE_ROWS)) {
                DatabaseException stopped = running.stopped();
                if (stopped != null) {
                    throw stopped;
                }
                boolean connected = frames.receiveNow();
                boolean come = frames.hasWhole(FrameType.MORE_ROWS);
                if (!come && (!connected || System.nanoTime() - start > patienceNanos)) {
                    throw stalled(null);
                }
                Thread.yield();
            }
            patienceNanos -= System.nanoTime() - start;
            return Objects.requireNonNull(frames.read());
        } catch (IOException e) {
            // The session's own thread will meet it again, and ends the session.
            throw stalled(e);
        }
    }

    private DatabaseException stalled(@Nullable Exception cause) {
        stalled = true;
        return new DatabaseException(
                DatabaseErrorCode.BUSY, "the rows of the batch have not all come", cause);
    }

    /** Takes what came instead of further rows, if anything did. */
    @Nullable Frame takeUnhandled() {
        Frame frame = unhandled;
        unhandled = null;
        return frame;
    }
}
