package dev.cairn.worker.session;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.TransactionState;
import dev.cairn.database.UpdateResult;
import dev.cairn.worker.protocol.BodyWriter;
import dev.cairn.worker.protocol.Frame;
import dev.cairn.worker.protocol.FrameChannel;
import dev.cairn.worker.protocol.FrameType;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.RequestCodec;
import dev.cairn.worker.protocol.Response;
import dev.cairn.worker.socket.SpinningChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's conversation with the worker: reads requests from its socket, has them carried out
 * and answers them, all on one thread of its own. When the socket ends, however it ends, everything
 * that the session has is undone and given back.
 */
public final class Session implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final DatabaseService service;
    private final SocketChannel socket;
    private final SpinningChannel connection;
    private final WatchedChannel channel;
    private final FrameChannel frames;
    private final BodyWriter rows;
    private final String cancelKey = DatabaseService.randomKey();
    private final long number;
    private final WorkerRequests workerRequests;
    private final long connectedAt = System.nanoTime();

    /** Held while a request is carried out, and by whoever takes the transaction away. */
    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable RunningRequest running;
    private volatile @Nullable Conversation conversation;
    private volatile @Nullable String client;

    /** Since when the session waits for the client to take rows; 0 while it does not. */
    private volatile long sendingSince;

    /**
     * Makes a session for a connection.
     *
     * @param workerRequests what the worker itself, not the database, is asked
     */
    public Session(DatabaseService service, SocketChannel socket, WorkerRequests workerRequests) {
        this.service = service;
        this.socket = socket;
        this.workerRequests = workerRequests;
        this.number = service.nextSessionNumber();
        this.connection = new SpinningChannel(socket, SpinningChannel.Reader.OF_REQUESTS);
        this.channel = new WatchedChannel(connection, () -> stopRequest("the client is gone"));
        this.frames = new FrameChannel(channel, service.settings().limits());
        this.rows = new BodyWriter(service.settings().limits().messageBytes());
    }

    /** Returns the number of the session. */
    public long number() {
        return number;
    }

    @Override
    public void run() {
        try (socket) {
            if (greet()) {
                serve();
            }
        } catch (IOException e) {
            LOG.debug("session {} ended: {}", number, e.toString());
        } catch (RuntimeException e) {
            LOG.error("session {} ended by a fault of the program", number, e);
        } finally {
            end();
        }
    }

    /** Returns whether the connection has become a session. */
    private boolean greet() throws IOException {
        Frame frame = null;
        try {
            frames.readMagic();
            frame = frames.read();
            if (frame == null) {
                return false;
            }
            Request request = RequestCodec.read(frame);
            if (request instanceof Request.Hello hello) {
                welcome(hello, frame.request());
                return true;
            }
            answer(answerWithoutSession(request), frame.request());
            if (request instanceof Request.Shutdown shutdown) {
                workerRequests.shutdown(shutdown.drainMillis());
            }
            return false;
        } catch (DatabaseException e) {
            LOG.info("connection {} was turned away: {}", number, e.getMessage());
            answer(Response.Failure.of(e), frame == null ? 0 : frame.request());
            return false;
        }
    }

    /** Answers what must be answered even when there are too many sessions. */
    private Response answerWithoutSession(Request request) {
        return switch (request) {
            case Request.Cancel cancel -> {
                service.cancel(cancel.cancelKey(), cancel.request());
                yield new Response.Complete(0, 0);
            }
            case Request.Ping _, Request.Shutdown _ -> new Response.Complete(0, 0);
            case Request.Status _ -> new Response.Document(workerRequests.status());
            case Request.Metrics _ -> new Response.Document(workerRequests.metrics());
            default -> throw protocolError("the first request must be HELLO");
        };
    }

    private void welcome(Request.Hello hello, int request) throws IOException {
        if (hello.oldestVersion() > FrameChannel.VERSION
                || hello.newestVersion() < FrameChannel.VERSION) {
            throw protocolError(
                    "the worker speaks version %d of the protocol, the client %d to %d"
                            .formatted(
                                    FrameChannel.VERSION,
                                    hello.oldestVersion(),
                                    hello.newestVersion()));
        }
        client = "session %d (%s, process %d)".formatted(number, hello.client(), hello.process());
        conversation = new Conversation(service, client);
        service.enter(cancelKey, this);
        LOG.debug("{} begins", client);
        answer(
                new Response.Welcome(
                        FrameChannel.VERSION,
                        ProcessHandle.current().pid(),
                        service.epoch(),
                        number,
                        cancelKey,
                        service.engineVersion(),
                        service.ownership().file().toString(),
                        workerRequests.program(),
                        service.settings().limits(),
                        List.of()),
                request);
    }

    private void serve() throws IOException {
        while (true) {
            Frame frame;
            try {
                if (!frames.hasInput()) {
                    frames.flush();
                }
                frame = frames.read();
            } catch (DatabaseException e) {
                LOG.warn("{} is ended: {}", client, e.getMessage());
                answer(Response.Failure.of(e), 0);
                return;
            }
            if (frame == null) {
                return;
            }
            handle(frame);
        }
    }

    private void handle(Frame frame) throws IOException {
        Request request;
        try {
            request = RequestCodec.read(frame);
        } catch (DatabaseException e) {
            answer(Response.Failure.of(e), frame.request());
            throw new IOException(e.getMessage(), e);
        }
        RunningRequest current = new RunningRequest(frame.request());
        lock.lock();
        try {
            running = current;
            carryOut(request, frame.request(), current);
        } catch (DatabaseException e) {
            settle();
            fail(e, frame.request());
        } catch (RuntimeException e) {
            LOG.error("{} met a fault of the program", client, e);
            service.noteFault(e);
            settle();
            fail(
                    new DatabaseException(
                            DatabaseErrorCode.INTERNAL, "a fault of the worker: " + e, e),
                    frame.request());
        } finally {
            running = null;
            noteDuration(request, frame.type(), System.nanoTime() - current.startedAt());
            lock.unlock();
        }
    }

    private void noteDuration(Request request, FrameType type, long nanos) {
        service.measurements().request(type, nanos);
        switch (request) {
            case Request.Execute execute ->
                    talk().noteDuration(execute.statement(), execute.values().size(), nanos);
            case Request.Query query ->
                    talk().noteDuration(query.statement(), query.values().size(), nanos);
            default -> {
                // It has no statement, or one for many rows, whose duration says nothing of its
                // plan.
            }
        }
    }

    private void fail(DatabaseException error, int request) throws IOException {
        service.measurements().error(error.code());
        frames.write(Response.Failure.of(error), state(), request);
    }

    private void carryOut(Request request, int number, RunningRequest current) throws IOException {
        Conversation talk = talk();
        switch (request) {
            case Request.Prepare prepare -> {
                talk.statement(prepare.statement());
                complete(new UpdateResult(0, 0), number);
            }
            case Request.CloseStatement close -> talk.closeStatement(close.number());
            case Request.Execute execute -> complete(talk.execute(execute, current), number);
            case Request.Batch batch -> complete(talk.batch(batch, current), number);
            case Request.Query query -> send(talk.query(number, query, current), current);
            case Request.Pipeline pipeline -> {
                Response.PipelineResult result = new PipelineRun(talk, current).run(pipeline);
                frames.write(result, state(), number);
            }
            case Request.Fetch fetch -> {
                // It may cross the last frame of its rows on the way, and has no answer of its own.
                Cursor cursor = talk.cursor(fetch.cursor());
                if (cursor != null) {
                    cursor.grant(fetch.credits());
                    send(cursor, current);
                }
            }
            case Request.CloseCursor close -> talk.closeCursor(close.cursor());
            case Request.Begin begin -> {
                talk.begin(begin, current);
                complete(new UpdateResult(0, 0), number);
            }
            case Request.Commit commit -> {
                talk.commit(commit.key());
                complete(new UpdateResult(0, 0), number);
            }
            case Request.Rollback _ -> {
                talk.rollback();
                complete(new UpdateResult(0, 0), number);
            }
            case Request.SetSavepoint savepoint -> {
                talk.savepoint(savepoint);
                complete(new UpdateResult(0, 0), number);
            }
            case Request.Cancel cancel -> {
                service.cancel(cancel.cancelKey(), cancel.request());
                complete(new UpdateResult(0, 0), number);
            }
            case Request.Resolve resolve ->
                    frames.write(service.keys().resolve(service, resolve.key()), state(), number);
            case Request.Inspect _ -> document(workerRequests.inspect(talk), number);
            case Request.Perform perform ->
                    document(
                            workerRequests.perform(
                                    perform,
                                    talk,
                                    current,
                                    (phase, done, total) -> progress(phase, done, total, number)),
                            number);
            case Request.Ping _ -> complete(new UpdateResult(0, 0), number);
            case Request.Status _ -> document(workerRequests.status(), number);
            case Request.Metrics _ -> document(workerRequests.metrics(), number);
            case Request.Shutdown shutdown -> {
                complete(new UpdateResult(0, 0), number);
                frames.flush();
                workerRequests.shutdown(shutdown.drainMillis());
            }
            case Request.Hello _ -> throw protocolError("the session is open already");
        }
    }

    /** Sends as many frames of rows as the cursor has credits for. */
    private void send(Cursor cursor, RunningRequest current) throws IOException {
        Conversation talk = talk();
        boolean more = true;
        try {
            while (more && cursor.takeCredit()) {
                rows.clear();
                int flags;
                current.enter(cursor.driver()::cancel);
                try {
                    flags = cursor.pack(rows);
                } finally {
                    current.leave();
                }
                more = (flags & Frame.LAST) == 0;
                if (!more) {
                    talk.closeCursor(cursor.number());
                    settle();
                }
                sendRows(flags, cursor.number());
            }
            settle();
        } catch (DatabaseException e) {
            talk.closeCursor(cursor.number());
            settle();
            fail(e, cursor.number());
        }
    }

    private void sendRows(int flags, int cursor) throws IOException {
        sendingSince = System.nanoTime();
        try {
            frames.write(FrameType.ROWS, flags | Frame.flagsFor(state()), cursor, rows);
        } finally {
            sendingSince = 0;
        }
    }

    private void complete(UpdateResult result, int request) throws IOException {
        settle();
        frames.write(
                new Response.Complete(result.changedRows(), result.lastRowId()), state(), request);
    }

    private void document(String json, int request) throws IOException {
        settle();
        frames.write(new Response.Document(json), state(), request);
    }

    private void progress(String phase, long done, long total, int request) {
        try {
            frames.write(new Response.Progress(phase, done, total), state(), request);
            frames.flush();
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.CANCELLED, "the client is gone: " + e.getMessage(), e);
        }
    }

    private void answer(Response response, int request) throws IOException {
        frames.write(response, state(), request);
        frames.flush();
    }

    private void settle() {
        talk().settle();
    }

    private TransactionState state() {
        Conversation talk = conversation;
        return talk == null ? TransactionState.IDLE : talk.state();
    }

    private Conversation talk() {
        Conversation talk = conversation;
        if (talk == null) {
            throw protocolError("the session is not open");
        }
        return talk;
    }

    private static DatabaseException protocolError(String message) {
        return new DatabaseException(DatabaseErrorCode.PROTOCOL, message);
    }

    /**
     * Stops what the session does.
     *
     * @param request the only request that is meant; 0 for any
     */
    void cancel(int request) {
        RunningRequest current = running;
        if (current != null && (request == 0 || current.number() == request)) {
            current.stop("the statement was cancelled");
        }
    }

    private void stopRequest(String reason) {
        RunningRequest current = running;
        if (current != null) {
            current.stop(reason);
        }
    }

    /** Has the socket watched if the session has been busy since before that time. */
    void watchIfBusySince(long nanoTime, Executor executor) {
        RunningRequest current = running;
        if (current != null && current.startedAt() - nanoTime < 0) {
            channel.watch(executor);
        }
    }

    /** Undoes a transaction that was idle for longer than its lease, or took too long in all. */
    void endOverdueTransaction() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            Conversation talk = conversation;
            OpenTransaction open = talk == null ? null : talk.transaction();
            if (talk == null || open == null || running != null) {
                return;
            }
            long now = service.clock().now();
            if (open.leaseIsOver(now)) {
                LOG.warn("{}: transaction undone, idle for {} ms", client, open.leaseMillis());
                talk.fail(
                        "the transaction was undone because it was idle for longer than %d ms (25P03 idle_in_transaction_session_timeout); roll it back and begin again"
                                .formatted(open.leaseMillis()));
            } else if (now - open.begunAt() > service.settings().longestTransaction().toNanos()) {
                LOG.warn("{}: transaction undone, it took too long", client);
                talk.fail(
                        "the transaction was undone because it took longer than %d s in all; roll it back and begin again"
                                .formatted(service.settings().longestTransaction().toSeconds()));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives up snapshots that were taken before that time. A client that allowed more rows than it
     * takes keeps its session in the middle of a frame, where nothing but the end of the session
     * helps.
     */
    void giveUpSnapshotsBefore(long nanoTime) {
        if (!lock.tryLock()) {
            long since = sendingSince;
            if (since != 0 && since - nanoTime < 0) {
                LOG.warn("{} is ended: it does not take the rows that it allowed", client);
                close();
            }
            return;
        }
        try {
            Conversation talk = conversation;
            if (talk != null) {
                talk.giveUpSnapshotsBefore(nanoTime);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the connection has been silent for so long without becoming a session. */
    public boolean isSilentSince(long nanoTime) {
        return conversation == null && connectedAt - nanoTime < 0;
    }

    /** Returns whether the connection has become a session. */
    public boolean isOpen() {
        return conversation != null;
    }

    /** Gives up connections that nothing of this session uses at the moment. */
    void giveUpFreeDrivers() {
        if (lock.tryLock()) {
            try {
                Conversation talk = conversation;
                if (talk != null) {
                    talk.giveUpFreeDrivers();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Returns whether a request is being carried out. */
    boolean isBusy() {
        return running != null;
    }

    /** Returns what the session is and does, for people. */
    String description() {
        RunningRequest current = running;
        return client
                + ": "
                + (current == null
                        ? state().name().toLowerCase(Locale.ROOT)
                        : "busy for "
                                + (System.nanoTime() - current.startedAt()) / 1_000_000
                                + " ms");
    }

    private void end() {
        lock.lock();
        try {
            Conversation talk = conversation;
            if (talk != null) {
                talk.close();
                LOG.debug("{} ends", client);
            }
        } finally {
            lock.unlock();
            connection.rest();
            service.leave(cancelKey);
        }
    }

    /** Ends the session from outside; its thread gives back what it has. */
    @Override
    public void close() {
        stopRequest("the worker is stopping");
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing session {}: {}", number, e.toString());
        }
    }
}
