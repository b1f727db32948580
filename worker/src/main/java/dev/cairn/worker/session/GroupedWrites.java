package dev.cairn.worker.session;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.UpdateResult;
import dev.cairn.database.file.FailPoint;
import dev.cairn.worker.protocol.Frame;
import dev.cairn.worker.protocol.FrameChannel;
import dev.cairn.worker.protocol.FrameType;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.RequestReader;
import dev.cairn.worker.queue.GroupMember;
import dev.cairn.worker.queue.WriteTicket;
import dev.cairn.worker.service.CheckedStatement;
import dev.cairn.worker.service.DatabaseService;
import dev.cairn.worker.write.WriteUnit;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The short writes of a session: single statements outside a transaction. As long as its client
 * sends one after the other, the thread of the groups answers it and reads the next, and the
 * session's own thread sleeps; whatever else comes, and every failure, is left to the latter.
 */
final class GroupedWrites extends GroupMember<WriteUnit> {

    private static final Logger LOG = LoggerFactory.getLogger(GroupedWrites.class);

    private final DatabaseService service;
    private final FrameChannel frames;
    private final StatementExecution talk;
    private final SessionReplies replies;
    private final SessionActivity activity;
    private @Nullable GroupedWrite current;
    private @Nullable Frame unhandled;

    /** A write that is under way. */
    private record GroupedWrite(
            Request.Execute request,
            CheckedStatement statement,
            RunningRequest running,
            WriteUnit unit) {}

    GroupedWrites(
            DatabaseService service,
            FrameChannel frames,
            StatementExecution talk,
            SessionReplies replies,
            SessionActivity activity) {
        this.service = service;
        this.frames = frames;
        this.talk = talk;
        this.replies = replies;
        this.activity = activity;
    }

    /**
     * Carries out a write, and those that follow at once, and answers them; all but the last, if
     * that fails.
     *
     * @param running the write; the last one is the session's activity when it fails
     * @throws DatabaseException what the last one failed with
     */
    void carryOut(Request.Execute request, CheckedStatement statement, RunningRequest running) {
        WriteTicket<WriteUnit> ticket = begin(request, statement, running);
        GroupedWrite last;
        try {
            service.queue().serve(this, ticket, service.settings().times().writeWait().toNanos());
        } finally {
            last = current;
            current = null;
            if (last != null) {
                last.running().leave();
            }
        }
        if (last != null) {
            last.unit().outcome();
        }
    }

    private WriteTicket<WriteUnit> begin(
            Request.Execute request, CheckedStatement statement, RunningRequest running) {
        WriteUnit unit = talk.unit(request, statement, running);
        current = new GroupedWrite(request, statement, running, unit);
        WriteTicket<WriteUnit> ticket =
                WriteTicket.<WriteUnit>forMember(talk.owner(), statement::description, unit, this)
                        .weighing(talk.weight());
        if (running.stopped() == null) {
            running.enter(() -> service.queue().withdraw(ticket, SessionLock.cancelled()));
        }
        return ticket;
    }

    @Override
    protected boolean answer() {
        GroupedWrite done = Objects.requireNonNull(current);
        if (done.unit().failed()) {
            return false;
        }
        try {
            UpdateResult result = talk.finished(done.statement(), done.unit().outcome());
            current = null;
            done.running().leave();
            long nanos = activity.end(done.running());
            replies.complete(result, done.running().number());
            boolean all = frames.flushNow();
            FailPoint.reached("write-answered");
            talk.noteDuration(done.request(), nanos);
            return all;
        } catch (IOException | RuntimeException e) {
            // The session's own thread will meet it again.
            LOG.debug("{}: {}", talk.owner(), e.toString());
            return false;
        }
    }

    @Override
    protected Next next() {
        try {
            if (!frames.receiveNow()) {
                return Next.LEAVES;
            }
            if (!frames.hasInput()) {
                return Next.NOTHING_YET;
            }
            return frames.hasWhole(FrameType.EXECUTE) ? take(frames.read()) : Next.LEAVES;
        } catch (IOException | RuntimeException e) {
            LOG.debug("{}: {}", talk.owner(), e.toString());
            return Next.LEAVES;
        }
    }

    private Next take(@Nullable Frame frame) {
        unhandled = frame;
        if (frame == null) {
            return Next.LEAVES;
        }
        try {
            Request.Execute request = (Request.Execute) RequestReader.read(frame);
            CheckedStatement statement = groupable(request);
            if (statement == null) {
                return Next.LEAVES;
            }
            bring(begin(request, statement, activity.begin(frame.type(), frame.request())));
            unhandled = null;
            return Next.WORK;
        } catch (RuntimeException e) {
            // The session's own thread will meet it again.
            LOG.debug("{}: {}", talk.owner(), e.toString());
            return Next.LEAVES;
        }
    }

    /** Returns the statement if it is one that is known already; null if it has to wait. */
    private @Nullable CheckedStatement groupable(Request.Execute request) {
        if (request.statement().sql() != null) {
            return null;
        }
        CheckedStatement statement = talk.statements().find(request.statement().number());
        return statement != null && talk.isGroupable(request, statement) ? statement : null;
    }

    /** Takes what came instead of a further write, if anything did. */
    @Nullable Frame takeUnhandled() {
        Frame frame = unhandled;
        unhandled = null;
        return frame;
    }
}
