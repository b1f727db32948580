package dev.cairn.worker.session;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.TransactionState;
import dev.cairn.worker.protocol.Frame;
import dev.cairn.worker.protocol.FrameChannel;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.RequestReader;
import dev.cairn.worker.protocol.Response;
import dev.cairn.worker.queue.WriteWeight;
import dev.cairn.worker.service.DatabaseService;
import dev.cairn.worker.service.OpenSession;
import dev.cairn.worker.socket.StreamChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's conversation with the worker: reads requests from its socket, has them carried out
 * and answers them, all on one thread of its own. When the socket ends, however it ends, everything
 * that the session has is undone and given back.
 */
public final class Session implements Runnable, AutoCloseable, OpenSession {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final DatabaseService service;
    private final SocketChannel socket;
    private final WatchedChannel channel;
    private final FrameChannel frames;
    private final String cancelKey = DatabaseService.randomKey();
    private final long number;
    private final WorkerRequests workerRequests;
    private final long connectedAt = System.nanoTime();

    /** Held while a request is carried out, and by the thread that takes the transaction away. */
    private final ReentrantLock lock = new ReentrantLock();

    private final SessionActivity activity;

    /** The long message that the monitor saw last, and since when; only its thread uses them. */
    private long seenMessage;

    private long seenSince;
    private volatile @Nullable Opened opened;

    /** What a connection has when it has become a session. */
    private record Opened(
            StatementExecution talk,
            SessionReplies replies,
            GroupedWrites grouped,
            RequestDispatcher requests) {}

    /**
     * Makes a session for a connection.
     *
     * @param workerRequests what the worker itself, not the database, is asked
     */
    public Session(DatabaseService service, SocketChannel socket, WorkerRequests workerRequests) {
        this.service = service;
        this.socket = socket;
        this.workerRequests = workerRequests;
        this.number = service.sessions().nextNumber();
        this.activity = new SessionActivity(service.measurements());
        this.channel =
                new WatchedChannel(
                        new StreamChannel(socket), () -> activity.stop(0, "the client is gone"));
        this.frames =
                new FrameChannel(channel, service.settings().limits(), service.messageMemory());
    }

    /** Returns the number of the session. */
    public long number() {
        return number;
    }

    @Override
    public void run() {
        try (socket) {
            greet();
            Opened session = opened;
            if (session != null) {
                serve(session);
            }
        } catch (IOException e) {
            LOG.debug("session {} ended: {}", number, e.toString());
        } catch (RuntimeException | Error e) {
            LOG.error("session {} ended by a fault of the program", number, e);
        } finally {
            end();
        }
    }

    /** Makes the connection a session, or answers what it asks instead. */
    private void greet() throws IOException {
        Frame frame = null;
        try {
            frames.readMagic();
            frame = frames.read();
            if (frame == null) {
                return;
            }
            Request request = RequestReader.read(frame);
            if (request instanceof Request.Hello hello) {
                welcome(hello, frame.request());
                return;
            }
            answer(answerWithoutSession(request), frame.request());
            if (request instanceof Request.Shutdown shutdown) {
                workerRequests.shutdown(shutdown.drainMillis());
            }
        } catch (DatabaseException e) {
            LOG.info("connection {} was turned away: {}", number, e.getMessage());
            answer(Response.Failure.of(e), frame == null ? 0 : frame.request());
        }
    }

    /** Answers what must be answered even when there are too many sessions. */
    private Response answerWithoutSession(Request request) {
        return switch (request) {
            case Request.Cancel cancel -> {
                service.sessions().cancel(cancel.cancelKey(), cancel.request());
                yield new Response.Complete(0, 0);
            }
            case Request.Ping _, Request.Shutdown _ -> new Response.Complete(0, 0);
            case Request.Status _ -> new Response.Document(workerRequests.status());
            case Request.Summary _ -> new Response.Summary(workerRequests.summary());
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
        opened =
                open(
                        "session %d (%s, process %d)"
                                .formatted(number, hello.client(), hello.process()),
                        WriteWeight.of(hello.capabilities()));
        service.sessions().enter(cancelKey, this);
        LOG.debug("session {} begins", number);
        answer(
                new Response.Welcome(
                        FrameChannel.VERSION,
                        ProcessHandle.current().pid(),
                        service.epoch(),
                        number,
                        cancelKey,
                        service.connections().engineVersion(),
                        service.ownership().file().toString(),
                        workerRequests.program(),
                        service.settings().limits(),
                        List.of()),
                request);
    }

    private Opened open(String client, WriteWeight weight) {
        StatementExecution talk = new StatementExecution(service, client, weight);
        SessionReplies replies =
                new SessionReplies(
                        frames, talk, service.measurements(), service.ownership().file());
        GroupedWrites grouped = new GroupedWrites(service, frames, talk, replies, activity);
        return new Opened(
                talk,
                replies,
                grouped,
                new RequestDispatcher(service, talk, replies, grouped, workerRequests, lock));
    }

    private void serve(Opened session) throws IOException {
        while (!channel.isGone()) {
            Frame frame;
            try {
                frame = session.grouped().takeUnhandled();
                if (frame == null) {
                    if (!frames.hasInput()) {
                        frames.flush();
                    }
                    frame = frames.read();
                }
            } catch (DatabaseException e) {
                LOG.warn("{} is ended: {}", session.talk().owner(), e.getMessage());
                answer(Response.Failure.of(e), 0);
                return;
            }
            if (frame == null) {
                return;
            }
            handle(session, frame);
        }
    }

    private void handle(Opened session, Frame frame) throws IOException {
        Request request;
        try {
            request = RequestReader.read(frame);
        } catch (DatabaseException e) {
            answer(Response.Failure.of(e), frame.request());
            throw new IOException(e.getMessage(), e);
        }
        lock.lock();
        RunningRequest running = activity.begin(frame.type(), frame.request());
        service.monitorRest().wake();
        try {
            session.requests().carryOut(request, frame.request(), running);
        } catch (DatabaseException e) {
            fail(session, e, frame);
        } catch (RuntimeException | Error e) {
            LOG.error("{} met a fault of the program", session.talk().owner(), e);
            service.noteFault(e);
            fail(
                    session,
                    new DatabaseException(
                            DatabaseErrorCode.INTERNAL, "a fault of the worker: " + e, e),
                    frame);
        } finally {
            RunningRequest last = activity.current();
            if (last != null) {
                session.talk().noteDuration(request, activity.end(last));
            }
            lock.unlock();
        }
    }

    /** Answers the request that failed, which may be one that came after that of the frame. */
    private void fail(Opened session, DatabaseException error, Frame frame) throws IOException {
        RunningRequest last = activity.current();
        session.replies().fail(error, last == null ? frame.request() : last.number());
    }

    private void answer(Response response, int request) throws IOException {
        frames.write(response, state(), request);
        frames.flush();
    }

    private TransactionState state() {
        Opened session = opened;
        return session == null ? TransactionState.IDLE : session.talk().transaction().state();
    }

    private static DatabaseException protocolError(String message) {
        return new DatabaseException(DatabaseErrorCode.PROTOCOL, message);
    }

    /**
     * Stops what the session does.
     *
     * @param request the only request that is meant; 0 for any
     */
    @Override
    public void cancel(int request) {
        activity.stop(request, "the statement was cancelled");
    }

    /** Looks at the socket if the session has been busy since before that time. */
    @Override
    public void watchIfBusySince(long nanoTime) {
        if (activity.isBusySince(nanoTime)) {
            channel.watch();
        }
    }

    /** Undoes a transaction that was idle for longer than its lease, or took too long in all. */
    @Override
    public void endOverdueTransaction() {
        if (!lock.tryLock()) {
            stopOverdueRequest();
            return;
        }
        try {
            Opened session = opened;
            if (session == null || (activity.isBusy() && !session.requests().isSending())) {
                return;
            }
            StatementExecution talk = session.talk();
            OpenTransaction open = talk.transaction().open();
            if (open == null) {
                return;
            }
            long now = service.clock().now();
            if (open.leaseIsOver(now)) {
                LOG.warn(
                        "{}: transaction undone, idle for {} ms", talk.owner(), open.leaseMillis());
                talk.transaction()
                        .fail(
                                "the transaction was undone because it was idle for longer than %d ms (25P03 idle_in_transaction_session_timeout); roll it back and begin again"
                                        .formatted(open.leaseMillis()));
            } else if (now - open.begunAt()
                    > service.settings().times().longestTransaction().toNanos()) {
                LOG.warn("{}: transaction undone, it took too long", talk.owner());
                talk.transaction()
                        .fail(
                                "the transaction was undone because it took longer than %d s in all; roll it back and begin again"
                                        .formatted(
                                                service.settings()
                                                        .times()
                                                        .longestTransaction()
                                                        .toSeconds()));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void endOverdueMessage() {
        long message = frames.longMessageInTransit();
        long now = service.clock().now();
        if (message == 0 || message != seenMessage) {
            seenMessage = message;
            seenSince = now;
            return;
        }
        Duration longest = service.settings().times().longestMessage();
        if (now - seenSince > longest.toNanos() && service.messageMemory().isShort()) {
            LOG.warn(
                    "{} is ended: its client has not sent or read a long message within {} s, and others need the memory",
                    description(),
                    longest.toSeconds());
            close();
        }
    }

    /** Stops the request that runs in a transaction which has taken too long in all. */
    private void stopOverdueRequest() {
        Opened session = opened;
        OpenTransaction open = session == null ? null : session.talk().transaction().open();
        Duration longest = service.settings().times().longestTransaction();
        if (open != null && service.clock().now() - open.begunAt() > longest.toNanos()) {
            activity.stop(
                    0,
                    "the transaction took longer than %d s in all".formatted(longest.toSeconds()));
        }
    }

    /** Gives up snapshots that were taken before that time, unless they are being read. */
    @Override
    public void giveUpSnapshotsBefore(long nanoTime) {
        ifIdle(talk -> talk.giveUpSnapshotsBefore(nanoTime));
    }

    /** Gives up connections that nothing of this session uses at the moment. */
    @Override
    public void giveUpFreeDrivers() {
        ifIdle(talk -> talk.drivers().giveUpFree());
    }

    private void ifIdle(Consumer<StatementExecution> action) {
        if (!lock.tryLock()) {
            return;
        }
        try {
            Opened session = opened;
            if (session != null) {
                action.accept(session.talk());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the connection has been silent for so long without becoming a session. */
    public boolean isSilentSince(long nanoTime) {
        return opened == null && connectedAt - nanoTime < 0;
    }

    /** Returns whether the connection has become a session. */
    public boolean isOpen() {
        return opened != null;
    }

    /** Returns whether a request is being carried out. */
    @Override
    public boolean isBusy() {
        return activity.isBusy();
    }

    @Override
    public boolean isActive() {
        Opened session = opened;
        return activity.isBusy()
                || (session != null && session.talk().transaction().open() != null);
    }

    /** Returns what the session is and does, for people. */
    @Override
    public String description() {
        Opened session = opened;
        String client = session == null ? "connection " + number : session.talk().owner();
        return client
                + ": "
                + activity.busyMillis()
                        .map(millis -> "busy for " + millis + " ms")
                        .orElseGet(() -> state().name().toLowerCase(Locale.ROOT));
    }

    private void end() {
        lock.lock();
        try {
            Opened session = opened;
            if (session != null) {
                session.talk().close();
                session.requests().close();
                LOG.debug("{} ends", session.talk().owner());
            }
        } finally {
            lock.unlock();
            frames.forgetMessage();
            service.sessions().leave(cancelKey);
        }
    }

    /** Ends the session from outside; its thread gives back what it has. */
    @Override
    public void close() {
        activity.stop(0, "the worker is stopping");
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing session {}: {}", number, e.toString());
        }
    }
}
